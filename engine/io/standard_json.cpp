// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/standard_json.h"

#include <cmath>
#include <vector>

#include "engine/io/json_fields.h"

namespace pellucid::engine {
namespace {

Result<Vector> numbersFromJson(const Json& json, const std::string& where) {
  Vector numbers(static_cast<Index>(json.size()));
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i].is_number()) numbers[static_cast<Index>(i)] = static_cast<Scalar>(json[i].get<double>());
    if (!json[i].is_number() || !std::isfinite(numbers[static_cast<Index>(i)]))
      return Error{message("{} has the entry {:.60}, which is not a number in range", where, json[i].dump())};
  }
  return numbers;
}

}  // namespace

Json toJson(const Standard& standard) {
  const auto numbers = [](const Vector& values) { return std::vector<double>(values.begin(), values.end()); };
  return {{"mean", numbers(standard.mean)}, {"deviation", numbers(standard.deviation)}};
}

Result<Standard> standardFromJson(const Json& json, const std::string& where, Index values) {
  JsonFields fields(json, where);
  auto mean = numbersFromJson(fields.array("mean"), where + ".mean");
  auto deviation = numbersFromJson(fields.array("deviation"), where + ".deviation");
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  if (!mean) return mean.error();
  if (!deviation) return deviation.error();
  Standard standard{.mean = *std::move(mean), .deviation = *std::move(deviation)};
  if (standard.isEmpty() || standard.deviation.size() != standard.mean.size() || !standard.fits(values))
    return Error{message("{} has {} means and {} deviations for {} values", where, standard.mean.size(),
                         standard.deviation.size(), values)};
  if (!(standard.deviation.array() > 0).all())
    return Error{message("{} has a deviation that is not above 0", where)};
  return standard;
}

}  // namespace pellucid::engine
