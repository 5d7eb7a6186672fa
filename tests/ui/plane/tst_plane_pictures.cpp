// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_pictures.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/test_program.h"
#include "tests/ui/plane/plane_questions.h"
#include "ui/plane/plane_painter.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestPlanePictures : public QObject {
  Q_OBJECT

 private slots:
  /// First the quick one, then, if nothing else is requested, the one with all pixels.
  void aPictureBecomesFine() {
    PlaneQuestion question = tests::questionAbout(*m_moment);
    question.size = QSize(260, 180);
    PlanePictures pictures;
    std::vector<QImage> seen;
    connect(&pictures, &PlanePictures::changed, this, [&] { seen.push_back(pictures.newest()->image); });
    pictures.request(question);
    QVERIFY(pictures.newest() == nullptr);
    QTRY_COMPARE(seen.size(), std::size_t{2});
    QCOMPARE(seen[0], paintPlane(question).image);
    question.isFine = true;
    QCOMPARE(seen[1], paintPlane(question).image);
  }

  void ofManyOnlyTheLatestCounts() {
    PlanePictures pictures;
    QSignalSpy changed(&pictures, &PlanePictures::changed);
    PlaneQuestion question = tests::questionAbout(*m_moment);
    for (int i = 0; i < 20; ++i) {
      question.size = QSize(100 + i, 80);
      pictures.request(question);
    }
    QTRY_VERIFY(pictures.newest() && pictures.newest()->image.size() == QSize(119, 80));
    QVERIFY2(changed.size() <= 2, qPrintable(QString::number(changed.size())));
  }

  void whatWasForgottenDoesNotComeBack() {
    PlanePictures pictures;
    QSignalSpy changed(&pictures, &PlanePictures::changed);
    PlaneQuestion question = tests::questionAbout(*m_moment);
    pictures.request(question);
    pictures.forget();
    QVERIFY(pictures.newest() == nullptr);
    question.size = QSize(50, 40);
    pictures.request(question);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(pictures.newest()->image.size(), QSize(50, 40));
  }

 private:
  MomentPtr m_moment = tests::planeMoment("circle,samples=40");
};

PELLUCID_TEST_IN(QGuiApplication, tst_plane_pictures, TestPlanePictures)
#include "tst_plane_pictures.moc"
