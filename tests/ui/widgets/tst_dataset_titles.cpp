// SPDX-License-Identifier: GPL-3.0-or-later
// Data sets are called by their proper names, files and folders by their own.
#include "ui/widgets/dataset_titles.h"

#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

class TestDatasetTitles : public QObject {
  Q_OBJECT

 private slots:
  void pointsHaveTitlesWithTheirOptions() {
    QCOMPARE(datasetTitle("spiral"), "Spiral");
    QCOMPARE(datasetTitle("spiral,noise=0.1,seed=3"), "Spiral, noise=0.1, seed=3");
    QCOMPARE(datasetTitle("/home/ada/houses.csv"), "houses.csv");
  }

  void aFolderIsCalledByItsLastPart() {
    QCOMPARE(datasetTitle("mnist"), "MNIST (digits)");
    QCOMPARE(datasetTitle("/home/ada/letters"), "letters");
    QCOMPARE(datasetTitle("/home/ada/letters/"), "letters");
    QCOMPARE(datasetTitle("/"), "/");
  }
};

PELLUCID_WINDOW_TEST(tst_dataset_titles, TestDatasetTitles)
#include "tst_dataset_titles.moc"
