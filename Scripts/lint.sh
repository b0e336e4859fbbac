#!/usr/bin/env bash
#
# lint.sh [FOLDER]: the rules of the house that neither the compiler nor swift format knows, for
# the tree at FOLDER (default: this one). Prints file:line, the rule and what to do; exits 1 if
# any line broke one. A comment breaks none.

set -euo pipefail
cd "${1:-$(dirname "${BASH_SOURCE[0]}")/..}"

# What each module may import of the others. What is not listed here comes from outside.
arrows='
MessageFormat:
Wire: CCurl CGMime CICal CPhone CCLD2 CResolv CXml2
Store: CSQLite CPostgres
People: MessageFormat Store Wire
Localization: MessageFormat People Store Wire
Delivery: MessageFormat People Store Wire
Inbox: MessageFormat People Store Wire
Cases: MessageFormat People Store
Outreach: Cases Delivery Inbox Localization MessageFormat People Store Wire
Web: Cases Delivery Inbox Localization MessageFormat Outreach People Store Wire
parley: Cases Delivery Inbox Localization MessageFormat Outreach People Store Web Wire
'

# What comes from outside and is not for everyone: the module, and who may import it.
kept='
NIO.*: Inbox Web parley
Hummingbird.*: Web parley
Mustache: Web parley
ArgumentParser: parley
'

# These may import nothing from outside but what stands here.
only='
MessageFormat: Foundation Synchronization
Store: Foundation Dispatch Synchronization Logging Glibc
'

# shellcheck disable=SC2016  # awk's own $0
check_swift() {
  find Sources -name '*.swift' -print0 | sort -z | xargs -0 -r \
    env arrows="$arrows" kept="$kept" only="$only" awk '
    function table(text, into,    rows, n, i, cut) {
      n = split(text, rows, "\n")
      for (i = 1; i <= n; i++) if (cut = index(rows[i], ":"))
        into[substr(rows[i], 1, cut - 1)] = substr(rows[i], cut + 1) " "
    }
    function broke(rule, remedy) { print FILENAME ":" FNR ": " rule ": " remedy }
    function imported(name,    pattern) {
      if (name in may) {
        if (index(may[module], " " name " ") == 0 && name != module)
          broke("import of " name, module " may import" (may[module] ~ /[^ ]/ ? may[module] : " no other module ") \
            "only; let Outreach pass what it needs, or move the code up")
      } else if (name in cside) {
        if (index(may[module], " " name " ") == 0)
          broke("import of " name, "C stays behind one file of " cside[name] "; call that")
      } else {
        for (pattern in keep) if (name ~ "^" pattern "$" && index(keep[pattern], " " module " ") == 0)
          broke("import of " name, "only" keep[pattern] "may use it; " module " stays without")
        if (module in outside && index(outside[module], " " name " ") == 0)
          broke("import of " name, module " imports" outside[module] "and nothing else from outside")
      }
    }
    BEGIN {
      table(ENVIRON["arrows"], may); table(ENVIRON["kept"], keep); table(ENVIRON["only"], outside)
      for (module in may) {
        n = split(may[module], names, " ")
        for (i = 1; i <= n; i++) if (names[i] ~ /^C[A-Z]/) cside[names[i]] = module
      }
    }
    FNR == 1 { split(FILENAME, folders, "/"); module = folders[2] }
    { code = $0; sub(/^[ \t]*\/\/.*/, "", code); sub(/[ \t]\/\/ .*/, "", code) }
    code == "" { next }
    code ~ /^[ \t]*((@[a-zA-Z_]+(\([^)]*\))?|public|package|internal|fileprivate|private)[ \t]+)*import[ \t]/ {
      sub(/.*import[ \t]+((class|enum|func|let|protocol|struct|typealias|var)[ \t]+)?/, "", code)
      sub(/[^A-Za-z0-9_].*/, "", code)
      if (module in may) imported(code)
      else broke("module " module, "it has no line in the table of arrows in Scripts/lint.sh; add one")
      next
    }
    code ~ /(^|[^A-Za-z_])try!/ {
      broke("try!", "throw, or catch what can be acted on") }
    code ~ /(^|[^A-Za-z_])as!/ {
      broke("as!", "use as? and say what happens otherwise") }
    code ~ /(^|[^A-Za-z_])fatalError\(/ {
      broke("fatalError", "no input may end the program; throw an error that says what to do") }
    module == "parley" { next }
    code ~ /(Locale|TimeZone|Calendar)\.(current|autoupdatingCurrent)/ || code ~ /(locale|timeZone|calendar): *\.(current|autoupdatingCurrent)/ {
      broke("the ambient locale, calendar or time zone", "take it as an argument") }
    code ~ /(^|[^A-Za-z_])(Date\(\)|Date\(timeIntervalSinceNow|Date\.now|time\(nil\))/ {
      broke("the ambient clock", "take now as an argument; parley passes the clock in") }
    code ~ /(^|[^A-Za-z_])Task\.sleep/ {
      broke("Task.sleep", "take the wait as an argument, or let the worker in parley wait") }
    code ~ /\.(random|randomElement|shuffled|shuffle)\(|SystemRandomNumberGenerator/ {
      broke("ambient chance", "take a number or a generator as an argument") }
  '
}

check_names() {
  find Sources Tests -type f -regextype posix-extended \
    -regex '.*/[^/]*(Helpers?|Util|Utils|Utilities|Manager)(\+[^/]*)?\.(swift|c|cpp|h)' |
    sort | sed 's/$/:1: a name that says nothing: name the file for what it adds (Instant+ISO8601)/'
}

# shellcheck disable=SC2016
check_migrations() {
  find Sources -path '*/Migrations/*.sql' -print0 | sort -z | xargs -0 -r awk '
    { code = $0; sub(/--.*/, "", code) }
    toupper(code) ~ /(^|[^A-Z_])(INTEGER|INT|SERIAL|TIMESTAMP|JSONB?)([^A-Z_]|$)/ {
      print FILENAME ":" FNR ": a type that the two databases read differently: use BIGINT, TEXT, DOUBLE PRECISION, BOOLEAN or BYTEA" }
  '
}

problems=$([[ ! -d Sources ]] || { check_swift && check_names && check_migrations; })
[[ -z $problems ]] || {
  printf '%s\n' "$problems"
  exit 1
}
