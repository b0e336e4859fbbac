#include "CPhone.h"
#include <cstring>
#include <string>
#include <phonenumbers/phonenumberutil.h>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

static void put(char *to, size_t size, const std::string &from) {
  size_t n = from.size() < size - 1 ? from.size() : size - 1;
  std::memcpy(to, from.data(), n);
  to[n] = 0;
}

extern "C" cphone_result cphone_parse(const char *text, const char *default_region) {
  cphone_result r{};
  try {
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    r.error = util.Parse(text, default_region, &number);
    if (r.error) return r;
    // Not IsPossibleNumber: it takes a number without its area code, which nobody can dial from
    // anywhere else.
    r.possible = util.IsPossibleNumberWithReason(number) == PhoneNumberUtil::IS_POSSIBLE;
    r.valid = util.IsValidNumber(number);
    r.type = util.GetNumberType(number);
    r.country_code = number.country_code();
    std::string s;
    util.GetRegionCodeForNumber(number, &s);
    put(r.region, sizeof r.region, s == "ZZ" ? "" : s);
    util.Format(number, PhoneNumberUtil::E164, &s);
    put(r.e164, sizeof r.e164, s);
  } catch (...) { /* no C++ exception may cross into Swift */
    r = cphone_result{};
    r.error = -1;
  }
  return r;
}
