// SPDX-License-Identifier: GPL-3.0-or-later
// The data of an experiment: a name, and the user's own samples where the name refers to them.
#pragma once

#include <string>

#include "engine/data/own_samples.h"

namespace pellucid::engine {

struct DataSpec {
  std::string name = "mnist";   ///< as for loadDataset()
  OwnSamplesPtr own = nullptr;  ///< for names that begin with kPainted or kDrawn; otherwise null
  friend bool operator==(const DataSpec& a, const DataSpec& b) {
    return a.name == b.name && areEqual(a.own, b.own);
  }
};

}  // namespace pellucid::engine
