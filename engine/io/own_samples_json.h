// SPDX-License-Identifier: GPL-3.0-or-later
// Samples of the user's own as JSON: within an experiment, and many states of them that share most samples
// within a timeline. Each sample is a row: [number, class, x, y], [number, height, x, y], or [number, class,
// ink], where the ink is two hexadecimal digits a pixel, and zNN stands for NN (hexadecimal) pixels of paper.
// Internal to io/; pure, any thread.
#pragma once

#include <map>
#include <string>

#include "engine/data/own_samples.h"
#include "engine/io/json.h"

namespace pellucid::engine {

Json toJson(const OwnSamples& own);
/// The inverse, with everything checked. `where` begins the messages.
Result<OwnSamplesPtr> ownSamplesFromJson(const Json& json, const std::string& where);

/// Each different row once; states name them in runs of [first row, how many].
class OwnSampleRows {
 public:
  Json add(const OwnSamples& own);
  const Json& rows() const { return m_rows; }

 private:
  Json m_rows = Json::array();
  std::map<std::string, std::size_t> m_numbers;
};

/// What OwnSampleRows::add() gave, with the rows that it names.
Result<OwnSamplesPtr> ownSamplesFromRows(const Json& json, const Json& rows, const std::string& where);

}  // namespace pellucid::engine
