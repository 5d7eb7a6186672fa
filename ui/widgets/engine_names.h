// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's own names, as texts of the window.
#pragma once

#include <QCoreApplication>
#include <QString>

#include "engine/base/enum_names.h"
#include "engine/model/network_spec.h"
#include "ui/widgets/message_text.h"

namespace pellucid::ui {

/// "relu", "adam", "cross-entropy".
template <class E>
QString nameText(E value) {
  const auto name = engine::nameOf(value);
  return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

/// "unit 5", or of feature maps "map 2 (3, 4)" with row and column, all counted from 1.
inline QString unitText(const engine::Shape& shape, engine::Index unit) {
  if (!shape.isImage()) return QCoreApplication::translate("Names", "unit %1").arg(unit + 1);
  const engine::Index pixel = unit % shape.pixels();
  return QCoreApplication::translate("Names", "map %1 (%2, %3)")
      .arg(unit / shape.pixels() + 1)
      .arg(pixel / shape.width + 1)
      .arg(pixel % shape.width + 1);
}

/// The same of the network's inputs: "input 5", "pixel (3, 4)" or "channel 2 (3, 4)".
inline QString inputText(const engine::Shape& shape, engine::Index input) {
  if (!shape.isImage()) return QCoreApplication::translate("Names", "input %1").arg(input + 1);
  const engine::Index pixel = input % shape.pixels();
  const QString who =
      shape.channels == 1
          ? QCoreApplication::translate("Names", "pixel")
          : QCoreApplication::translate("Names", "channel %1").arg(input / shape.pixels() + 1);
  return QStringLiteral("%1 (%2, %3)").arg(who).arg(pixel / shape.width + 1).arg(pixel % shape.width + 1);
}

/// "Hidden 2": layers count from 0 here and from 1 in the text.
inline QString layerText(const engine::NetworkSpec& network, std::size_t layer) {
  return messageText(engine::layerName(network, layer));
}

}  // namespace pellucid::ui
