// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "engine/io/predictions_csv.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestPredictionsCsv : public QObject {
  Q_OBJECT

 private slots:
  void classes() {
    Predictions predictions{.outputNames = {"a", "b, \"c\""},
                            .classes = {"a", "b, \"c\""},
                            .outputs = Matrix(2, 2),
                            .rows = {0, -1, 1}};
    predictions.outputs << Scalar(0.75), Scalar(0.25), Scalar(0.25), Scalar(0.75);
    QCOMPARE(writePredictionsCsv(predictions),
             std::string(
                 "row,prediction,a,\"b, \"\"c\"\"\"\n1,a,0.75,0.25\n2,,,\n3,\"b, \"\"c\"\"\",0.25,0.75\n"));
  }

  void numbers() {
    Predictions predictions{.outputNames = {"price"}, .classes = {}, .outputs = Matrix(1, 2), .rows = {}};
    predictions.outputs << Scalar(1.5), Scalar(-2);
    QCOMPARE(writePredictionsCsv(predictions), std::string("row,price\n1,1.5\n2,-2\n"));
  }
};

PELLUCID_TEST(tst_predictions_csv, TestPredictionsCsv)
#include "tst_predictions_csv.moc"
