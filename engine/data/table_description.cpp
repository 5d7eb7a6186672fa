// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_description.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "engine/base/shortened.h"

namespace pellucid::engine {
namespace {

Message separatorInWords(char separator) {
  switch (separator) {
    case ';':
      return message("semicolons");
    case '\t':
      return message("tabs");
    case '|':
      return message("bars");
    case ' ':
      return message("blanks");
    case ',':
      return message("commas");
    default:
      return Message::untranslated(fmt::format("{}", separator));
  }
}

Message targetInWords(const TableReading& reading) {
  const Message names = someNames(reading.targets);
  if (!reading.classNames.empty())
    return message("target {} with {} classes {}", names, reading.classNames.size(),
                   someNames(reading.classNames));
  return reading.targets.size() == 1 ? message("target {}, a number", names)
                                     : message("targets {}, which are numbers", names);
}

}  // namespace

Message listed(const std::vector<std::string>& shown, std::size_t more) {
  if (more > 0) return message("{} and {} more", fmt::join(shown, ", "), more);
  return Message::untranslated(fmt::format("{}", fmt::join(shown, ", ")));
}

Message someNames(const std::vector<std::string>& names, std::size_t most) {
  std::vector<std::string> shown;
  for (const std::string& name : std::span(names).first(std::min(names.size(), most)))
    shown.push_back(shortened(name));
  return listed(shown, names.size() - shown.size());
}

Message describeTable(const TableReading& reading) {
  const TableForm& form = reading.form;
  Message text = reading.targets.empty()
                     ? counted(reading.rows, "{} row: inputs {}.", "{} rows: inputs {}.", reading.rows,
                               someNames(reading.inputs))
                     : counted(reading.rows, "{} row: inputs {}; {}; {} for testing.",
                               "{} rows: inputs {}; {}; {} for testing.", reading.rows,
                               someNames(reading.inputs), targetInWords(reading), reading.tests);
  const auto add = [&text](const Message& note) { text = followed(text, note); };
  if (reading.encoding == TextEncoding::Utf16) add(message("It was read as UTF-16."));
  if (reading.encoding == TextEncoding::Windows1252) add(message("It was read as Windows-1252."));
  const bool hasDecimalComma = std::ranges::find(form.decimals, ',') != form.decimals.end();
  if (form.csv.separator != ',' || hasDecimalComma)
    add(hasDecimalComma ? message("Cells are separated by {}, and numbers have decimal commas.",
                                  separatorInWords(form.csv.separator))
                        : message("Cells are separated by {}.", separatorInWords(form.csv.separator)));
  if (reading.hasThousands) add(message("Thousands separators were removed from numbers."));
  if (reading.hasUnits) add(message("Currency and percent signs were removed from numbers."));
  if (!form.hasHeader)
    add(message(
        "The first line is a sample, not a header, so the columns are called column 1, column 2 and so on."));
  const Index above = form.titles + reading.comments;
  if (above > 0)
    add(counted(above, "{} line of titles or comments was skipped.",
                "{} lines of titles or comments were skipped.", above));
  if (reading.notesBelow > 0)
    add(counted(reading.notesBelow, "{} line of notes below the table was skipped.",
                "{} lines of notes below the table were skipped.", reading.notesBelow));
  if (form.hasUnits) add(message("The line below the names has no numbers and was skipped."));
  if (reading.hasRowNumbers)
    add(message("The first column has no name and only identifies the rows; it was left out."));
  if (reading.emptyColumns > 0)
    add(counted(static_cast<std::int64_t>(reading.emptyColumns), "{} empty column was left out.",
                "{} empty columns were left out.", reading.emptyColumns));
  if (reading.leftOut > 0)
    add(counted(reading.leftOut, "{} row with gaps was left out.", "{} rows with gaps were left out.",
                reading.leftOut));
  if (reading.filled > 0)
    add(counted(reading.filled, "{} gap was filled with the mean of its column.",
                "{} gaps were filled with the means of their columns.", reading.filled));
  for (const Message& note : reading.notes) add(note);
  return text;
}

}  // namespace pellucid::engine
