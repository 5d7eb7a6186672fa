// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/sample_picture.h"

#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/results/looked_at.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestSamplePicture : public QObject {
  Q_OBJECT

 private slots:
  void itsPixelsAreTheSamples() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    QVERIFY(seen.at(run.next()));
    const QImage picture = samplePicture(seen.look(), 6, 21);
    QCOMPARE(picture.size(), QSize(20, 20));  // five times as large
    for (int y = 0; y < 20; ++y)
      for (int x = 0; x < 20; ++x)
        QCOMPARE(qGray(picture.pixel(x, y)),
                 int{run.dataset()->test.pixels[static_cast<std::size_t>(6 * 16 + (y / 5) * 4 + x / 5)]});
    QCOMPARE(samplePicture(seen.look(), 6, 3).size(), QSize(3, 3));
  }

  void itsAddressHoldsIt() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    QVERIFY(seen.at(run.next()));
    const QString address = pictureAddress(seen.look(), 2);
    const QString begin = "data:image/png;base64,";
    QVERIFY(address.startsWith(begin));
    const QImage picture = QImage::fromData(QByteArray::fromBase64(address.mid(begin.size()).toLatin1()));
    QCOMPARE(picture.convertToFormat(QImage::Format_RGB32),
             samplePicture(seen.look(), 2, 56).convertToFormat(QImage::Format_RGB32));
  }
};

PELLUCID_WINDOW_TEST(tst_sample_picture, TestSamplePicture)
#include "tst_sample_picture.moc"
