// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/own_samples_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "engine/io/json_fields.h"

namespace pellucid::engine {
namespace {

constexpr char kPaperMark = 'z';
constexpr std::size_t kMostPaper = 255;
constexpr std::size_t kPointRow = 4;
constexpr std::size_t kDrawingRow = 3;

std::string inkText(const Ink& ink) {
  std::string text;
  for (std::size_t i = 0; i < ink.size();) {
    std::size_t paper = 0;
    while (paper < kMostPaper && i + paper < ink.size() && ink[i + paper] == 0) ++paper;
    if (paper > 1) {
      text += fmt::format("{}{:02x}", kPaperMark, paper);
      i += paper;
    } else {
      text += fmt::format("{:02x}", ink[i++]);
    }
  }
  return text;
}

/// -1 if it is not a digit.
int hexDigit(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

std::shared_ptr<const Ink> inkFrom(const std::string& text) {
  auto ink = std::make_shared<Ink>();
  std::size_t filled = 0;
  for (std::size_t at = 0; at < text.size();) {
    const bool isPaper = text[at] == kPaperMark;
    at += isPaper ? 1 : 0;
    if (at + 2 > text.size()) return nullptr;
    const int high = hexDigit(text[at]);
    const int low = hexDigit(text[at + 1]);
    at += 2;
    if (high < 0 || low < 0) return nullptr;
    const auto value = static_cast<std::size_t>(16 * high + low);
    const std::size_t count = isPaper ? value : 1;
    if (filled + count > ink->size()) return nullptr;
    if (!isPaper) (*ink)[filled] = static_cast<std::uint8_t>(value);
    filled += count;
  }
  return filled == ink->size() ? ink : nullptr;
}

Json rowOf(const OwnSamples& own, std::size_t i) {
  if (own.kind == OwnKind::Drawings) {
    const Drawing& drawing = own.drawings[i];
    return {drawing.number, drawing.label, inkText(*drawing.ink)};
  }
  const PaintedPoint& point = own.points[i];
  const int answer = own.kind == OwnKind::Heights ? point.height : point.label;
  return {point.number, answer, point.x, point.y};
}

/// Without its samples.
Json frameOf(const OwnSamples& own) {
  Json json = {{"kind", nameOf(own.kind)}, {"classes", own.classes}, {"next", own.next}};
  if (!own.colours.empty()) json["colours"] = own.colours;
  return json;
}

template <class T>
bool take(const Json& json, T& value) {
  if (!json.is_number_integer()) return false;
  const auto number = json.get<std::int64_t>();
  if (number < std::numeric_limits<T>::min() || number > std::numeric_limits<T>::max()) return false;
  value = static_cast<T>(number);
  return true;
}

bool addRow(const Json& row, OwnSamples& own) {
  if (!row.is_array()) return false;
  if (own.kind == OwnKind::Drawings) {
    Drawing drawing;
    if (row.size() != kDrawingRow || !take(row[0], drawing.number) || !take(row[1], drawing.label) ||
        !row[2].is_string())
      return false;
    drawing.ink = inkFrom(row[2].get<std::string>());
    if (!drawing.ink) return false;
    own.drawings.push_back(std::move(drawing));
    return true;
  }
  PaintedPoint point;
  const bool isRead = row.size() == kPointRow && take(row[0], point.number) && take(row[2], point.x) &&
                      take(row[3], point.y) &&
                      (own.kind == OwnKind::Heights ? take(row[1], point.height) : take(row[1], point.label));
  if (isRead) own.points.push_back(point);
  return isRead;
}

Result<OwnSamples> frameFrom(JsonFields& fields, const std::string& where) {
  OwnSamples own;
  own.kind = fields.name<OwnKind>("kind");
  own.next = static_cast<std::uint32_t>(fields.integer("next", 0, std::numeric_limits<std::uint32_t>::max()));
  const Json& classes = fields.array("classes");
  const Json* colours = fields.has("colours") ? &fields.array("colours") : nullptr;
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  for (const Json& name : classes) {
    if (!name.is_string())
      return Error{message("{}.classes has the entry {:.60}, which is not a text", where, name.dump())};
    own.classes.push_back(name.get<std::string>());
  }
  if (colours != nullptr)
    for (const Json& colour : *colours) {
      std::uint8_t number = 0;
      if (!take(colour, number))
        return Error{message("{}.colours has the entry {:.60}, which is not a colour", where, colour.dump())};
      own.colours.push_back(number);
    }
  return own;
}

Result<OwnSamplesPtr> checkedOwn(OwnSamples own, const std::string& where) {
  if (auto valid = validate(own); !valid) return Error{message("{}: {}", where, valid.error().message)};
  return std::make_shared<const OwnSamples>(std::move(own));
}

Error notASample(const std::string& where, const Json& row) {
  return {message("{} has the row {:.60}, which is not a sample", where, row.dump())};
}

Error tooMany(const std::string& where, const OwnSamples& own) {
  return {message("{} has more than {} samples", where, own.most())};
}

}  // namespace

Json toJson(const OwnSamples& own) {
  Json json = frameOf(own);
  Json& samples = json["samples"] = Json::array();
  for (std::size_t i = 0; i < own.size(); ++i) samples.push_back(rowOf(own, i));
  return json;
}

Result<OwnSamplesPtr> ownSamplesFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  const Json& samples = fields.array("samples");
  auto own = frameFrom(fields, where);
  if (!own) return own.error();
  if (samples.size() > own->most()) return tooMany(where, *own);
  for (const Json& row : samples)
    if (!addRow(row, *own)) return notASample(where, row);
  return checkedOwn(*std::move(own), where);
}

Json OwnSampleRows::add(const OwnSamples& own) {
  Json json = frameOf(own);
  Json& runs = json["rows"] = Json::array();
  std::size_t next = 0;  // the row that would continue the last run
  for (std::size_t i = 0; i < own.size(); ++i) {
    Json row = rowOf(own, i);
    const auto [known, isNew] = m_numbers.emplace(row.dump(), m_rows.size());
    if (isNew) m_rows.push_back(std::move(row));
    if (!runs.empty() && known->second == next)
      runs.back()[1] = runs.back()[1].get<std::size_t>() + 1;
    else
      runs.push_back(Json::array({known->second, std::size_t{1}}));
    next = known->second + 1;
  }
  return json;
}

Result<OwnSamplesPtr> ownSamplesFromRows(const Json& json, const Json& rows, const std::string& where) {
  JsonFields fields(json, where);
  const Json& runs = fields.array("rows");
  auto own = frameFrom(fields, where);
  if (!own) return own.error();
  for (const Json& run : runs) {
    std::size_t first = 0;
    std::size_t count = 0;
    const bool isRun =
        run.is_array() && run.size() == 2 && run[0].is_number_unsigned() && run[1].is_number_unsigned();
    if (isRun) {
      first = run[0].get<std::size_t>();
      count = run[1].get<std::size_t>();
    }
    if (!isRun || first > rows.size() || count > rows.size() - first)
      return Error{
          message("{}.rows has the entry {:.60}; there are {} rows", where, run.dump(), rows.size())};
    if (own->size() + count > own->most()) return tooMany(where, *own);
    for (std::size_t i = first; i < first + count; ++i)
      if (!addRow(rows[i], *own)) return notASample(where, rows[i]);
  }
  return checkedOwn(*std::move(own), where);
}

}  // namespace pellucid::engine
