// SPDX-License-Identifier: GPL-3.0-or-later
// The data and initial weights of tests/reference/record.py, made again from the same whole numbers, which a
// float holds exactly. The formulas and their reasons stand there.
#pragma once

#include "engine/data/dataset.h"
#include "engine/model/network.h"

namespace pellucid::tests {

/// As made by record.py's make_data(): `samples` samples in the order of their numbers; the answers are their
/// classes (at least two) or, with `targetScale` > 0, values of that size. Both splits are the same.
struct ReferenceData {
  engine::Index samples = 0;
  engine::Shape input;
  engine::Index outputs = 0;
  int targetScale = 0;
};
engine::DatasetPtr referenceDataset(const ReferenceData& data);

/// As made by record.py's first_values(), for every tensor of the network.
engine::Vector referenceParameters(const engine::Network& network);

}  // namespace pellucid::tests
