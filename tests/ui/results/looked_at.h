// SPDX-License-Identifier: GPL-3.0-or-later
// Results with a look at a moment, for tests of panels.
#pragma once

#include <QtTest>

#include "tests/support/patience.h"
#include "tests/ui/results/results_fixture.h"

namespace pellucid::tests {

struct LookedAt {
  ui::Results results;
  QWidget watcher;

  LookedAt() {
    results.watch(watcher);
    watcher.show();
  }
  /// Whether the look has come.
  bool at(const ui::MomentPtr& moment) {
    results.showMoment(moment);
    return QTest::qWaitFor([this] { return results.isUpToDate(); }, kPatienceMs);
  }
  const ui::Look& look() const { return *results.look(); }
};

}  // namespace pellucid::tests
