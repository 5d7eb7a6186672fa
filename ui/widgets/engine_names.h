// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's own names as texts for the window.
#pragma once

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

/// "Hidden 2": layers count from 0 here and from 1 in the text.
inline QString layerText(const engine::NetworkSpec& network, std::size_t layer) {
  return messageText(engine::layerName(network, layer));
}

}  // namespace pellucid::ui
