// SPDX-License-Identifier: GPL-3.0-or-later
// Which split a panel takes its samples from.
#pragma once

#include "engine/data/dataset.h"

namespace pellucid::ui {

enum class SampleSource { Test, Training };

inline const engine::Split& splitOf(const engine::Dataset& dataset, SampleSource source) {
  return source == SampleSource::Test ? dataset.test : dataset.train;
}

}  // namespace pellucid::ui
