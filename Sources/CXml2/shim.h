#pragma once
/* Debian builds libxml2 with ICU, whose headers clash with Foundation's private copy
   ("'UErrorCode' has different definitions in different modules"). */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

/* xmlFree is a mutable global function pointer: Swift 6 refuses to read it. */
static inline void cx_free(void *p) { xmlFree(p); }
/* htmlCtxtUseOptions ignores XML_PARSE_HUGE; without it all text below depth 256 is lost. */
static inline void cx_allow_depth(htmlParserCtxtPtr c) { c->options |= XML_PARSE_HUGE; }
