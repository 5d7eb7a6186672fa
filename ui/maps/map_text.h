// SPDX-License-Identifier: GPL-3.0-or-later
// The maps of the layers in words. Pure functions.
#pragma once

#include <QStringList>

#include "ui/maps/map_look.h"
#include "ui/run/moment.h"

namespace pellucid::ui {

/// "Pixels", "Inputs", or the layer's name.
QString mapTitle(const MapLook& look, std::size_t map);
/// "64 numbers"; for a map by PCA "64 numbers, 41 % shown", for one by t-SNE "64 numbers, KL 1.23".
QString mapNote(const MapLook& look, std::size_t map, std::optional<double> loss = {});
/// "96.4 %", or "R² 0.93"; empty without a probe.
QString probeText(const MapLook& look, std::size_t map);
/// An explanation of that number, in whole sentences.
QString probeLesson(const MapLook& look, std::size_t map);
/// "2,000 of 10,000 test images of mnist, step 18,750. The 61 wrong ones are ringed."
QString mapsText(const MapLook& look);
/// A sample, by its position in the look: its name, its class and the network's answer.
QString mapSampleName(const MapLook& look, std::size_t place);
QString mapVerdict(const MapLook& look, std::size_t place);

}  // namespace pellucid::ui
