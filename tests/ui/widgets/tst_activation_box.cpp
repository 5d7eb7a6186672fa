// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/activation_box.h"

#include <QAbstractItemView>
#include <QImage>
#include <QPainter>
#include <QScrollBar>
#include <QtTest>
#include <cmath>
#include <set>

#include "tests/support/colours.h"
#include "tests/support/window_test.h"
#include "ui/theme/style.h"
#include "ui/widgets/function_curve.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Activation;

class TestActivationBox : public QObject {
  Q_OBJECT

 private slots:
  void everyFunctionIsInTheList() {
    ActivationBox box;
    std::set<QString> formulas;
    for (const auto& entry : engine::kEnumNames<Activation>) {
      box.setActivation(entry.value);
      QCOMPARE(box.activation(), entry.value);
      QVERIFY(!formulaText(entry.value).isEmpty());
      formulas.insert(formulaText(entry.value));
    }
    QCOMPARE(static_cast<std::size_t>(box.count()), engine::kEnumNames<Activation>.size());
    QCOMPARE(formulas.size(), engine::kEnumNames<Activation>.size());
  }

  void aFewAreSeenAndTheOthersScrolledTo() {
    QApplication::setStyle(new Style);
    ActivationBox box;
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    box.showPopup();
    QTRY_VERIFY(box.view()->isVisible());
    const int row = box.view()->sizeHintForRow(0);
    QVERIFY(box.view()->viewport()->height() <= 9 * row + 2);
    QVERIFY(box.view()->verticalScrollBar()->maximum() > 0);
    box.hidePopup();
  }

  /// A few functions, as plain formulas: the line passes through their values.
  void theCurveIsTheFunctions() {
    const std::pair<Activation, double (*)(double)> functions[] = {
        {Activation::Relu, [](double z) { return z > 0 ? z : 0; }},
        {Activation::Tanh, [](double z) { return std::tanh(z); }},
        {Activation::Sigmoid, [](double z) { return 1 / (1 + std::exp(-z)); }},
        {Activation::Silu, [](double z) { return z / (1 + std::exp(-z)); }},
        {Activation::Elu, [](double z) { return z > 0 ? z : std::exp(z) - 1; }}};
    const Theme& theme = lightTheme();
    for (const auto& [f, value] : functions) {
      QImage image(300, 200, QImage::Format_RGB32);
      image.fill(theme.panel);
      QPainter painter(&image);
      const CurveFrame frame = paintActivation(painter, image.rect(), f, 4, theme);
      painter.end();
      for (double z = -3.5; z <= 3.5; z += 0.5) {
        const QPointF at = frame.origin + QPointF(z * frame.perZ, -value(z) * frame.perValue);
        bool isOnLine = false;
        for (int dy = -2; dy <= 2; ++dy)
          isOnLine |= tests::isNear(image.pixelColor(at.toPoint() + QPoint(0, dy)), theme.forward, 40);
        QVERIFY2(isOnLine, qPrintable(formulaText(f) + QString::number(z)));
      }
    }
  }

  void softmaxIsNoCurve() {
    QImage image(60, 36, QImage::Format_RGB32);
    image.fill(Qt::white);
    const QImage before = image;
    QPainter painter(&image);
    paintActivation(painter, image.rect(), Activation::Softmax, 4, lightTheme());
    QCOMPARE(image, before);
  }
};

PELLUCID_WINDOW_TEST(tst_activation_box, TestActivationBox)
#include "tst_activation_box.moc"
