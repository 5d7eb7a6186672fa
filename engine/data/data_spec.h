// SPDX-License-Identifier: GPL-3.0-or-later
// Which data an experiment is about: a name, and samples of the user's own where the name stands for those.
#pragma once

#include <string>

#include "engine/data/own_samples.h"

namespace pellucid::engine {

struct DataSpec {
  std::string name = "mnist";   ///< as loadDataset() takes it
  OwnSamplesPtr own = nullptr;  ///< of names that begin with kPainted or kDrawn; else null
  friend bool operator==(const DataSpec& a, const DataSpec& b) {
    return a.name == b.name && areEqual(a.own, b.own);
  }
};

}  // namespace pellucid::engine
