// SPDX-License-Identifier: GPL-3.0-or-later
// A document with a run on a few painted points or drawn signs, and the desk that changes them.
#pragma once

#include "tests/support/own_points.h"
#include "tests/support/run_fixture.h"
#include "ui/document/suited_experiment.h"
#include "ui/paint/own_desk.h"

namespace pellucid::tests {

/// Uses other data until something is painted or drawn.
struct OwnBench : RunFixture {
  explicit OwnBench(ui::OwnDesk::Family family = ui::OwnDesk::Family::Painted)
      : RunFixture(ui::suitedExperiment(*ownDataset({.name = "circle,samples=20"}))),
        desk(document, family) {}

  ui::OwnDesk desk;
};

}  // namespace pellucid::tests
