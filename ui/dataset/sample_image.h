// SPDX-License-Identifier: GPL-3.0-or-later
// Samples as people view them: pictures in grey or in colour, and rows in the units of the table. Pure.
#pragma once

#include <QImage>
#include <QString>

#include "engine/data/dataset.h"
#include "ui/dataset/sample_choice.h"

namespace pellucid::ui {

/// The sample before it was scaled, as an image of the data's size.
QImage sampleImage(const engine::Dataset& data, SampleRef sample);

/// Its inputs in the units of the table, or pixels from 0 to 1.
engine::Vector unscaledInputs(const engine::Dataset& data, SampleRef sample);

/// "Training sample #12"
QString sampleTitle(SampleRef sample);
/// Its class, or "price = 12, rent = 3" in the units of the table.
QString sampleAnswer(const engine::Dataset& data, SampleRef sample);

}  // namespace pellucid::ui
