// SPDX-License-Identifier: GPL-3.0-or-later
// The units panels' content in words: units and maps, samples and answers. Pure functions.
#pragma once

#include <QString>

#include "ui/run/moment.h"

namespace pellucid::ui {

/// A unit, or a map of a layer that has maps: "unit 5", "map 3", "output “7”".
QString channelName(const Moment& moment, std::size_t layer, engine::Index channel);
/// The same with its layer: "Hidden 1, unit 5".
QString longChannelName(const Moment& moment, std::size_t layer, engine::Index channel);

/// "is 4, says 9", followed by ", 99.8 %" if requested; for numbers "is 1.2, says 1.1". `outputs` are those
/// of all samples of the split.
QString verdictOn(const engine::Experiment& experiment, const engine::Dataset& dataset,
                  const engine::Split& split, const engine::Matrix& outputs, engine::Index sample,
                  bool isWhole);
/// For a sample that is not an image, in the units of the table: "x = 0.3, y = 1.2".
QString rowOf(const engine::Dataset& dataset, const engine::Split& split, engine::Index sample);

}  // namespace pellucid::ui
