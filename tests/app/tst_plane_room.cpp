// SPDX-License-Identifier: GPL-3.0-or-later
// The plane in the real window: beside the curves and large, with the sample, the canvas and slow motion.
#include "app/plane_room.h"

#include <QTemporaryDir>
#include <QtTest>

#include "app/composition.h"
#include "app/workspaces.h"
#include "engine/data/catalogue.h"
#include "tests/support/datasets.h"
#include "tests/support/patience.h"
#include "tests/support/pointer.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "ui/plane/plane_view.h"
#include "ui/widgets/notifier.h"
#include "ui/workspace/workspace_view.h"

namespace {

using namespace pellucid;
using tests::kPatienceMs;
using ui::ActionId;

class PlaneRoomTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QVERIFY(m_folder.isValid());
    m_program.window().resize(1366, 740);
    m_program.start({});
    QTRY_VERIFY_WITH_TIMEOUT(m_program.run().moment() != nullptr, kPatienceMs);
    emit m_program.samples().datasetRequested("circle,samples=60");
    QTRY_VERIFY_WITH_TIMEOUT(moment().dataset->name == "circle,samples=60", kPatienceMs);
  }

  void itStandsBesideTheCurves() {
    QVERIFY(!m_program.plane().isVisible());
    m_program.window().workspaces().reveal(app::panel_id::kPlane);
    QTRY_VERIFY_WITH_TIMEOUT(m_program.plane().isVisible() && view().picture(), kPatienceMs);
    QVERIFY(view().picturePlace().height() > 60);
  }

  void andLargeInAWorkspaceOfItsOwn() {
    const double before = view().picturePlace().height();
    m_program.actions()[ActionId::ShowPlane].trigger();
    QTRY_VERIFY(view().picturePlace().height() > 3 * before);
    QVERIFY(m_program.canvas().isVisible());  // beside it, to be pointed at
    QVERIFY(m_program.window().minimumSizeHint().width() <= 1366);
    QVERIFY(m_program.window().minimumSizeHint().height() <= 740);
    QTRY_VERIFY(view().picture()->frame.place.size() == view().picturePlace().size());
  }

  void aClickShowsThatSampleInTheNetwork() {
    QTRY_VERIFY(view().picture() && view().picture()->frame.place.size() == view().picturePlace().size());
    const auto click = [&](const QPointF& inPicture) {
      QTest::mouseClick(&view(), Qt::LeftButton, {}, (view().picturePlace().topLeft() + inPicture).toPoint());
    };
    const ui::PlanePicture picture = *view().picture();
    click(picture.test[4]);
    QVERIFY(moment().input.testIndex.has_value());
    QCOMPARE(picture.test[static_cast<std::size_t>(*moment().input.testIndex)], picture.test[4]);
    click(picture.train[7]);
    QVERIFY(moment().input.trainIndex.has_value());
    QCOMPARE(picture.train[static_cast<std::size_t>(*moment().input.trainIndex)], picture.train[7]);
    QVERIFY(moment().input.target.has_value());
  }

  void draggingAsksAboutAnInputOfOnesOwn() {
    const QRectF place = view().picturePlace();
    tests::drag(view(), place.topLeft() + QPointF(3, 3), place.center());
    QVERIFY(moment().input.isOwn());
    ui::PlaneFrame frame = view().picture()->frame;
    frame.place = place;
    const QPointF value = frame.valueAt(place.center().toPoint());
    QVERIFY(std::abs(double(moment().input.values[0]) - value.x()) < 0.1);
    QCOMPARE(moment().probe.trace.input(1, 0), moment().input.values[1]);
    QTest::keyClick(&view(), Qt::Key_Up);
    QVERIFY(moment().input.isOwn());
    QTest::keyClick(&view(), Qt::Key_Escape);
    QVERIFY(moment().input.testIndex.has_value());
  }

  void pointingAtAUnitOnTheCanvasShowsIt() {
    auto& canvas = m_program.canvas();
    canvas.grab();
    tests::movePointer(canvas, canvas.canvasLayout().layers[0].center(0));
    QTRY_VERIFY(view().picture()->meaning.isUnit);
    QCOMPARE(view().picture()->meaning.layer, std::size_t{0});
    tests::movePointer(canvas, {2, 2});
    QTRY_VERIFY(!view().picture()->meaning.isUnit);
  }

  void itFollowsTheTraining() {
    const std::int64_t before = m_program.plane().paintedPictures();
    const QImage first = view().picture()->image;
    m_program.actions()[ActionId::Epoch].trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_program.run().isResting() && moment().snapshot->state.step > 0, kPatienceMs);
    QTRY_VERIFY(m_program.plane().paintedPictures() > before && view().picture()->isFine);
    QVERIFY(view().picture()->image != first);
  }

  /// Written on a worker and read back as a table; images are refused.
  void samplesAreExported() {
    const QString path = m_folder.filePath("circle.csv");
    QCOMPARE(tests::problemOf(m_program.files(), [&] { m_program.files().exportDataTo(path); }), QString());
    const auto again = engine::loadDataset(path.toStdString(), engine::DataLocations{});
    QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
    QCOMPARE((*again)->train.size() + (*again)->test.size(), engine::Index{60});
    QCOMPARE((*again)->classNames, moment().dataset->classNames);
    QVERIFY(!tests::problemOf(m_program.files(), [&] {
               m_program.files().exportDataTo("/no/such/a.csv");
             }).isEmpty());
  }

  /// Its samples are those of the batch.
  void slowMotionKeepsItsSample() {
    m_program.actions()[ActionId::SlowMotion].setChecked(true);
    QTRY_VERIFY_WITH_TIMEOUT(moment().input.trainIndex.has_value(), kPatienceMs);
    const auto sample = moment().input.trainIndex;
    QTest::keyClick(&view(), Qt::Key_Left);
    QCOMPARE(moment().input.trainIndex, sample);
    QVERIFY(m_program.notifier().told().back().text.contains("Slow motion"));
    m_program.actions()[ActionId::SlowMotion].setChecked(false);
    QTRY_VERIFY(!moment().input.trainIndex);
  }

 private:
  const ui::Moment& moment() { return *m_program.run().moment(); }
  ui::PlaneView& view() { return m_program.plane().view(); }

  QTemporaryDir m_folder;
  app::Composition m_program{
      engine::DataLocations{.mnist = tests::mnistFolder(), .fashionMnist = tests::fashionMnistFolder()}};
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_plane_room, PlaneRoomTest)
#include "tst_plane_room.moc"
