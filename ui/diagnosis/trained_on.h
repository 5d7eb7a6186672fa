// SPDX-License-Identifier: GPL-3.0-or-later
// The data that a moment's run is trained on. Just after the data have changed, a moment still shows a run
// that was trained on the previous data, which fit its network and its experiment.
#pragma once

#include "ui/run/moment.h"

namespace pellucid::ui {

inline const engine::DatasetPtr& trainedOn(const Moment& moment) {
  return moment.snapshot->dataset ? moment.snapshot->dataset : moment.dataset;
}

}  // namespace pellucid::ui
