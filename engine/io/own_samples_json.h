// SPDX-License-Identifier: GPL-3.0-or-later
// The user's own samples as JSON: within an experiment, and, for a timeline, many states of them that share
// most samples. Each sample is a row: [number, class, x, y], [number, height, x, y], or [number, class, ink],
// where the ink is two hexadecimal digits per pixel, and zNN represents NN (hexadecimal) pixels of paper.
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

/// Each distinct row once; states refer to them in runs of [first row, count].
class OwnSampleRows {
 public:
  Json add(const OwnSamples& own);
  const Json& rows() const { return m_rows; }

 private:
  Json m_rows = Json::array();
  std::map<std::string, std::size_t> m_numbers;
};

/// The inverse of OwnSampleRows::add(), with the rows that it refers to.
Result<OwnSamplesPtr> ownSamplesFromRows(const Json& json, const Json& rows, const std::string& where);

}  // namespace pellucid::engine
