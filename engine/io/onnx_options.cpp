// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_options.h"

#include "engine/base/numbers.h"
#include "engine/base/shortened.h"

namespace pellucid::engine {
namespace {

/// The number after `name=`; nothing where the part is another one.
std::optional<double> numberBehind(std::string_view part, std::string_view name) {
  if (!part.starts_with(name)) return std::nullopt;
  return parseNumber<double>(part.substr(name.size()));
}

}  // namespace

Result<OnnxOptions> parseOnnxInput(std::string_view text) {
  OnnxOptions options;
  double mean = 0;
  double deviation = 1;
  while (true) {
    const std::size_t comma = text.find(',');
    const std::string_view part = text.substr(0, comma);
    options.areInputsTold = options.areInputsTold || !part.starts_with("channels");
    if (part == "0-1") {
      deviation = 1;
    } else if (part == "0-255") {
      deviation = 1.0 / 255;
    } else if (part == "mnist") {
      mean = 0.1307;
      deviation = 0.3081;
    } else if (const auto given = numberBehind(part, "mean="); given && std::abs(*given) < 1e9) {
      mean = *given;
    } else if (const auto divisor = numberBehind(part, "deviation=");
               divisor && *divisor > 1e-9 && *divisor < 1e9) {
      deviation = *divisor;
    } else if (part == "channels-first") {
      options.layout = OnnxLayout::ChannelsFirst;
    } else if (part == "channels-last") {
      options.layout = OnnxLayout::ChannelsLast;
    } else {
      return Error{
          message("\"{}\" says nothing about a model's inputs. Give 0-1, 0-255, mnist, mean=NUMBER, "
                  "deviation=NUMBER above 0, channels-first or channels-last.",
                  shortened(part))};
    }
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  if (mean != 0 || deviation != 1)
    options.inputs = {.mean = Vector::Constant(1, static_cast<Scalar>(mean)),
                      .deviation = Vector::Constant(1, static_cast<Scalar>(deviation))};
  return options;
}

}  // namespace pellucid::engine
