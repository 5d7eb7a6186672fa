// SPDX-License-Identifier: GPL-3.0-or-later
// How a table was read, in words: a sentence that is always given, and one for each decision that had to be
// made.
#pragma once

#include <string>
#include <vector>

#include "engine/data/table_form.h"
#include "engine/data/text_encoding.h"

namespace pellucid::engine {

struct TableReading {
  TableForm form;
  TextEncoding encoding = TextEncoding::Utf8;
  Index rows = 0;   ///< used as samples
  Index tests = 0;  ///< of these, used for testing
  std::vector<std::string> inputs;
  std::vector<std::string> targets;
  std::vector<std::string> classNames;  ///< empty where the targets are numbers
  Index comments = 0;                   ///< in the middle of the table
  Index notesBelow = 0;                 ///< lines below the table
  Index leftOut = 0;                    ///< rows with gaps
  Index filled = 0;                     ///< gaps
  bool hasRowNumbers = false;
  std::size_t emptyColumns = 0;
  bool hasThousands = false;
  bool hasUnits = false;
  std::vector<Message> notes;  ///< other decisions
};

Message describeTable(const TableReading& reading);

/// These, and the number of further ones.
Message listed(const std::vector<std::string>& shown, std::size_t more);
/// At most `most` of the names, shortened, and the number of further ones.
Message someNames(const std::vector<std::string>& names, std::size_t most = 10);

}  // namespace pellucid::engine
