// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_cell.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

#include "engine/base/numbers.h"
#include "engine/base/typed_word.h"

namespace pellucid::engine {
namespace {

constexpr std::size_t kLongestNumber = 64;

bool isDigitOfCell(char c) {
  return c >= '0' && c <= '9';
}

/// Finite numbers only: from_chars would also accept "inf" and "nan".
std::optional<double> plainNumber(std::string_view text) {
  if (text.empty() || !(isDigitOfCell(text.back()) || text.back() == '.')) return std::nullopt;
  return parseNumber<double>(text);
}

/// The blanks that separate thousands in UTF-8, and ’ as in Switzerland.
constexpr std::array<std::string_view, 5> kLongMarks = {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89",
                                                        "\xE2\x80\x99", " "};

std::size_t lengthOfMark(std::string_view text, char decimal) {
  if (text[0] == '\'' || text[0] == (decimal == '.' ? ',' : '.')) return 1;
  for (const std::string_view mark : kLongMarks)
    if (text.starts_with(mark)) return mark.size();
  return 0;
}

/// The number without its thousands separators; nothing where they do not each precede three digits.
std::optional<std::string> withoutThousands(std::string_view text, char decimal) {
  std::string plain;
  std::string_view mark;
  std::size_t digits = 0;  // since the beginning or the last separator
  bool isBehindDecimal = false;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (isDigitOfCell(c) || isBehindDecimal) {
      ++digits;
      plain += c;
      ++i;
      continue;
    }
    const std::size_t length = lengthOfMark(text.substr(i), decimal);
    const bool isEnd = c == decimal || c == 'e' || c == 'E';
    const bool isGroupGood = mark.empty() ? digits >= 1 && (length == 0 || digits <= 3) : digits == 3;
    if (length > 0 && isGroupGood) {
      const std::string_view here = text.substr(i, length);
      if (!mark.empty() && here != mark) return std::nullopt;
      mark = here;
      i += length;
    } else if (isEnd && (isGroupGood || (digits == 0 && mark.empty()))) {
      isBehindDecimal = true;
      plain += c == decimal ? '.' : c;
      ++i;
    } else {
      return std::nullopt;
    }
    digits = 0;
  }
  if (!mark.empty() && ((!isBehindDecimal && digits != 3) || text[0] == '0')) return std::nullopt;
  return plain;
}

/// Currency signs, the longer ones first, currency codes, and %.
constexpr std::array<std::string_view, 19> kUnits = {
    "R$",           "US$",          "$",        "%",   "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5", "\xE2\x82\xB9",
    "\xE2\x82\xBD", "\xE2\x82\xA9", "EUR",      "USD", "GBP",          "CHF",      "JPY",      "CNY",
    "SEK",          "kr",           "z\xC5\x82"};

void trimCell(std::string_view& text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  constexpr std::string_view kNoBreak = "\xC2\xA0";
  if (text.starts_with(kNoBreak)) text.remove_prefix(2);
  if (text.ends_with(kNoBreak)) text.remove_suffix(2);
}

bool takeUnit(std::string_view& text) {
  for (const std::string_view unit : kUnits) {
    if (text.starts_with(unit))
      text.remove_prefix(unit.size());
    else if (text.ends_with(unit))
      text.remove_suffix(unit.size());
    else
      continue;
    trimCell(text);
    return true;
  }
  return false;
}

/// − 1, + and the typographic minus.
bool takeSign(std::string_view& text) {
  constexpr std::string_view kMinus = "\xE2\x88\x92";
  const bool isNegative = text.starts_with('-') || text.starts_with(kMinus);
  if (text.starts_with(kMinus))
    text.remove_prefix(kMinus.size());
  else if (isNegative || text.starts_with('+'))
    text.remove_prefix(1);
  return isNegative;
}

/// ="0123", which keeps Excel from reading it as a number.
void takeFormula(std::string_view& text) {
  if (text.size() < 4 || !text.starts_with("=\"") || !text.ends_with('"')) return;
  text.remove_prefix(2);
  text.remove_suffix(1);
}

/// (3.5), the accountants' form of −3.5.
bool takeBrackets(std::string_view& text) {
  if (text.size() < 3 || !text.starts_with('(') || !text.ends_with(')')) return false;
  text.remove_prefix(1);
  text.remove_suffix(1);
  trimCell(text);
  return true;
}

bool isOneOfTexts(std::string_view text, std::span<const std::string_view> texts) {
  return std::ranges::find(texts, text) != texts.end();
}

}  // namespace

CellValue readCell(std::string_view text, char decimal) {
  if (text.empty()) return {.kind = CellKind::Missing};
  if (decimal == '.')
    if (const auto number = plainNumber(text)) return {.kind = CellKind::Number, .number = *number};
  static constexpr std::array<std::string_view, 34> kMissing = {
      "NA",    "N/A",    "n/a",    "#N/A",    "<NA>",    "NaN",     "nan",     "NAN",   "-nan",
      "?",     "null",   "NULL",   "Null",    "NaT",     "#NA",     "#NV",     "#N/V",  "\\N",
      "n.a.",  "N.A.",   "k.A.",   "(null)",  "nil",     "#DIV/0!", "#VALUE!", "#REF!", "#NAME?",
      "#NUM!", "#NULL!", "#WERT!", "#BEZUG!", "1.#QNAN", "-1.#IND", "1.#IND"};
  if (isOneOfTexts(text, kMissing)) return {.kind = CellKind::Missing};
  if (text.size() > kLongestNumber) return {};
  std::string_view rest = text;
  takeFormula(rest);
  trimCell(rest);
  bool isNegative = takeBrackets(rest) || takeSign(rest);
  const bool hasUnit = takeUnit(rest);
  if (hasUnit && !isNegative) isNegative = takeSign(rest);
  if (!isNegative && rest.size() > 1 && rest.ends_with('-')) {  // the form used by SAP
    isNegative = true;
    rest.remove_suffix(1);
  }
  if (rest.empty() || !(isDigitOfCell(rest[0]) || rest[0] == decimal)) return {};
  const auto plain = withoutThousands(rest, decimal);
  if (!plain) return {};
  const auto number = plainNumber(*plain);
  if (!number) return {};
  const auto marks = std::ranges::count(rest, decimal == '.' ? ',' : '.');
  return {.kind = CellKind::Number,
          .number = isNegative ? -*number : *number,
          .hasThousands = marks > 0 || plain->size() < rest.size(),
          .hasUnit = hasUnit};
}

bool isMissingAmongNumbers(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kMissing = {
      "-", "--", ".", "\xE2\x80\x93", "\xE2\x80\x94", "None", "none", "missing"};
  return isOneOfTexts(text, kMissing);
}

bool isNumberCell(std::string_view text) {
  return readCell(text, '.').kind == CellKind::Number || readCell(text, ',').kind == CellKind::Number;
}

bool isWordCell(std::string_view text) {
  return !isNumberCell(text) && readCell(text, '.').kind == CellKind::Text && !isMissingAmongNumbers(text);
}

std::optional<char> decimalMarkOf(std::string_view text) {
  const bool isPoint = text.find('.') != text.npos;
  const bool isComma = text.find(',') != text.npos;
  if (!isPoint && !isComma) return std::nullopt;
  const bool canBePoint = readCell(text, '.').kind == CellKind::Number;
  const bool canBeComma = readCell(text, ',').kind == CellKind::Number;
  if (canBePoint == canBeComma) return std::nullopt;
  return canBePoint ? '.' : ',';
}

bool isBeyondNumbers(std::string_view text) {
  takeSign(text);
  const std::string word = loweredText(text.substr(0, kLongestNumber));
  double value = 0;
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
  return end == word.data() + word.size() && !word.empty() &&
         (problem == std::errc::result_out_of_range || !std::isnan(value));
}

std::optional<bool> truthOf(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kTrue = {"true", "yes",       "ja", "wahr", "vrai",
                                                             "oui",  "s\xC3\xAD", "si", "y",    "t"};
  static constexpr std::array<std::string_view, 8> kFalse = {"false", "no",  "nein", "falsch",
                                                             "faux",  "non", "n",    "f"};
  const std::string word = loweredText(text.substr(0, 8));
  if (isOneOfTexts(word, kTrue)) return true;
  if (isOneOfTexts(word, kFalse)) return false;
  return std::nullopt;
}

}  // namespace pellucid::engine
