// SPDX-License-Identifier: GPL-3.0-or-later
// The picture with its axes, and what the pointer and the keys do in it.
#include "ui/plane/plane_view.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/pointer.h"
#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"
#include "tests/ui/plane/plane_questions.h"
#include "ui/plane/plane_painter.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestPlaneView : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_moment = tests::planeMoment("xor,samples=20,noise=0.1");
    m_view = std::make_unique<PlaneView>();
    m_view->resize(460, 300);
    m_view->setAxes({.name = "width"}, {.name = "height", .scale = {.mean = 100, .deviation = 10}});
    PlaneQuestion question = tests::questionAbout(*m_moment);
    question.size = m_view->picturePixels();
    m_picture = paintPlane(question);
    m_view->setPicture(&m_picture);
    m_view->setHere({0, 0}, false);
  }

  void axesAreInTheUnitsOfTheData() {
    tests::TextRecorder painted(m_view->size());
    m_view->render(&painted);
    const QStringList texts = painted.texts();
    QVERIFY(texts.contains("width") && texts.contains("height"));
    QVERIFY(texts.contains("−5") && texts.contains("5"));  // for the inputs, from −5.9 to 5.9
    QVERIFY(texts.contains("100"));                        // 10 y + 100
    QVERIFY(texts.contains("60") && texts.contains("140"));
  }

  void withoutAPictureItSaysWhy() {
    m_view->setEmptyText("Nothing yet.");
    m_view->setPicture(nullptr);
    tests::TextRecorder painted(m_view->size());
    m_view->render(&painted);
    QCOMPARE(painted.texts(), QStringList{"Nothing yet."});
    QSignalSpy chosen(m_view.get(), &PlaneView::pointChosen);
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, m_view->rect().center());
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(chosen.size(), 0);
  }

  void aClickOnAPointChoosesItsSample() {
    QSignalSpy chosen(m_view.get(), &PlaneView::sampleChosen);
    QSignalSpy points(m_view.get(), &PlaneView::pointChosen);
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, placeOf(m_picture.test[3]));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toBool(), true);
    QCOMPARE(m_picture.test[static_cast<std::size_t>(chosen[0][1].toLongLong())], m_picture.test[3]);
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, placeOf(m_picture.train[5]));
    QCOMPARE(chosen[1][0].toBool(), false);
    QCOMPARE(chosen[1][1].toLongLong(), 5);
    QCOMPARE(points.size(), 0);
  }

  /// From a sample or from anywhere, the input follows the pointer, and stops at the edge.
  void draggingMovesAnInput() {
    QSignalSpy points(m_view.get(), &PlaneView::pointChosen);
    const QRectF place = m_view->picturePlace();
    tests::drag(*m_view, placeOf(m_picture.test[3]), place.center());
    QVERIFY(points.size() >= 9);
    const auto value = points.last()[0].value<QPointF>();
    QVERIFY(std::abs(value.x() - (m_picture.frame.left + m_picture.frame.right) / 2) < 0.05);
    QVERIFY(std::abs(value.y() - (m_picture.frame.top + m_picture.frame.bottom) / 2) < 0.05);
    tests::drag(*m_view, place.center(), QPointF(-50, place.center().y()));
    QVERIFY(std::abs(points.last()[0].value<QPointF>().x() - m_picture.frame.left) < 1e-6);
  }

  void keysMoveTheInputAndBringTheSampleBack() {
    QSignalSpy points(m_view.get(), &PlaneView::pointChosen);
    QSignalSpy again(m_view.get(), &PlaneView::sampleAgainRequested);
    const double width = m_picture.frame.right - m_picture.frame.left;
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QVERIFY(std::abs(points[0][0].value<QPointF>().x() - width / 50) < 1e-6);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    const double height = m_picture.frame.top - m_picture.frame.bottom;
    QVERIFY(std::abs(points[1][0].value<QPointF>().y() + height / 10) < 1e-6);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QCOMPARE(again.size(), 1);
  }

  void thePointerIsToldOf() {
    std::optional<QPointF> pointed;
    connect(m_view.get(), &PlaneView::pointed, this, [&](std::optional<QPointF> value) { pointed = value; });
    const QRectF place = m_view->picturePlace();
    tests::movePointer(*m_view, place.topLeft() + QPointF(1, 1));
    QVERIFY(pointed && std::abs(pointed->x() - m_picture.frame.left) < 0.1);
    QVERIFY(std::abs(pointed->y() - m_picture.frame.top) < 0.1);
    tests::movePointer(*m_view, QPointF(2, 2));
    QVERIFY(!pointed);
  }

  /// A layer's own plane has samples to choose, but no inputs.
  void aFoldedPlaneHasNoInputs() {
    m_view->setHere({0, 0}, true);
    QSignalSpy points(m_view.get(), &PlaneView::pointChosen);
    QSignalSpy chosen(m_view.get(), &PlaneView::sampleChosen);
    tests::drag(*m_view, m_view->picturePlace().center(), m_view->picturePlace().topLeft());
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(points.size(), 0);
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, placeOf(m_picture.test[0]));
    QVERIFY(chosen.size() >= 1);
  }

  void aPlaneIsNotStretchedAndACurveIs() {
    m_view->resize(1200, 200);
    const QRectF plane = m_view->picturePlace();
    QVERIFY(plane.width() < 1.7 * plane.height());
    m_view->setWide(true);
    QVERIFY(m_view->picturePlace().width() > 1100);
  }

 private:
  QPoint placeOf(QPointF inPicture) const { return (m_view->picturePlace().topLeft() + inPicture).toPoint(); }

  MomentPtr m_moment;
  PlanePicture m_picture;
  std::unique_ptr<PlaneView> m_view;
};

PELLUCID_WINDOW_TEST(tst_plane_view, TestPlaneView)
#include "tst_plane_view.moc"
