// SPDX-License-Identifier: GPL-3.0-or-later
// The kinds of layers in words and small pictures.
#pragma once

#include <QPainter>
#include <QString>

#include "engine/model/network_spec.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// As written in textbooks, in the order in which they are offered.
inline constexpr engine::LayerKind kOfferedKinds[] = {
    engine::LayerKind::Dense,       engine::LayerKind::Conv2d,  engine::LayerKind::MaxPool,
    engine::LayerKind::AveragePool, engine::LayerKind::Flatten, engine::LayerKind::Dropout,
    engine::LayerKind::BatchNorm};

/// "Convolution".
QString kindText(engine::LayerKind kind);
/// What it does with its inputs, in one sentence for a beginner.
QString kindSentence(engine::LayerKind kind);
/// Other names that people look for, such as "fully connected".
QString kindWords(engine::LayerKind kind);

/// What it does, drawn from left to right into `area`, which is about 4:3.
void paintKind(QPainter& painter, const QRectF& area, engine::LayerKind kind, const Theme& theme);

}  // namespace pellucid::ui
