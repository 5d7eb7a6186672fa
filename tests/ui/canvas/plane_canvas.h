// SPDX-License-Identifier: GPL-3.0-or-later
// A canvas that is shown with a network on points of a plane, for tests of what is done on it.
#pragma once

#include <QtTest>
#include <memory>

#include "tests/support/colours.h"
#include "tests/ui/canvas/plane_moment.h"
#include "ui/canvas/network_canvas.h"

namespace pellucid::tests {

class PlaneCanvasTest : public QObject {
 protected:
  void showCanvas() {
    setTheme(ui::lightTheme());
    m_document = std::make_unique<ui::Document>(circleExperiment());
    m_selection = std::make_unique<ui::Selection>();
    m_canvas = std::make_unique<ui::NetworkCanvas>(*m_document, *m_selection);
    m_canvas->resize(1000, 560);
    m_canvas->show();
    QVERIFY(QTest::qWaitForWindowActive(m_canvas.get()));
    m_canvas->setFocus();
    m_moment = circleMoment();
    m_canvas->showMoment(share(m_moment));
    QTRY_VERIFY(m_canvas->paintedMoments() > 0);  // pointing refers to what was painted
  }

  std::unique_ptr<ui::Document> m_document;
  std::unique_ptr<ui::Selection> m_selection;
  std::unique_ptr<ui::NetworkCanvas> m_canvas;
  ui::Moment m_moment;
};

}  // namespace pellucid::tests
