// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/model_input_dialog.h"

#include <QtTest>

#include "tests/support/window_test.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using ui::ModelInputDialog;

namespace {

/// Class 1 if the first of two pixels is above 128 of 255: right only if it receives 0 … 255.
std::shared_ptr<const engine::TrainedModel> bytesModel() {
  auto model = std::make_shared<engine::TrainedModel>();
  model->shape = {.channels = 1, .height = 1, .width = 2};
  model->network.layers = {engine::dense(2, engine::Activation::Softmax)};
  model->weights = engine::Vector::Zero(6);
  model->weights[1] = 1;
  model->weights[5] = -128;
  return model;
}

engine::DatasetPtr darkAndBright() {
  auto data = std::make_shared<engine::Dataset>();
  data->shape = {.channels = 1, .height = 1, .width = 2};
  data->classNames = {"dark", "bright"};
  for (const int pixel : {10, 100, 120, 140, 200}) {
    data->test.pixels.insert(data->test.pixels.end(), {static_cast<std::uint8_t>(pixel), 0});
    data->test.labels.push_back(pixel > 128 ? 1 : 0);
  }
  return data;
}

QRadioButton* button(const ModelInputDialog& dialog, const char* name) {
  for (auto* each : dialog.findChildren<QRadioButton*>())
    if (each->accessibleName() == QLatin1String(name)) return each;
  return nullptr;
}

bool shows(const ModelInputDialog& dialog, const QString& text) {
  const auto labels = dialog.findChildren<QLabel*>();
  return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text() == text; });
}

}  // namespace

class TestModelInputDialog : public QObject {
  Q_OBJECT

 private slots:
  /// 3 of 5 dark ones are right if all are classified as dark.
  void suggestsWhatFitsBest() {
    ModelInputDialog dialog(bytesModel(), darkAndBright(), "about", true);
    dialog.show();
    QVERIFY(dialog.scaling().isNone());  // as the network is
    QTRY_VERIFY(shows(dialog, ui::percentText(1)));
    QVERIFY(shows(dialog, ui::percentText(0.6)));
    QVERIFY(dialog.scaling() == engine::kBytePixels);
    QVERIFY(shows(dialog,
                  "Each share is that of the first 5 test images that the network recognises when its "
                  "pixels are made so."));
  }

  /// The user's choice stays; without a suggestion the present input stays.
  void takesNothingFromTheUser() {
    ModelInputDialog asked(bytesModel(), darkAndBright(), "about", true);
    button(asked, "MNIST's mean and deviation")->click();
    QTRY_VERIFY(shows(asked, ui::percentText(1)));
    QVERIFY(asked.scaling() == engine::kMnistPixels);

    const auto scaled =
        std::make_shared<const engine::TrainedModel>(withInputScaling(*bytesModel(), engine::kBytePixels));
    ModelInputDialog changed(scaled, darkAndBright(), "about", false);
    QTRY_VERIFY(shows(changed, ui::percentText(1)));
    QVERIFY(changed.scaling() == engine::kBytePixels);
  }

  /// (pixel − 0.5) / 0.003922 is above 0 where pixel · 255 is above 128, and the network needs 128 more.
  void ownNumbersAreTriedToo() {
    ModelInputDialog dialog(bytesModel(), darkAndBright(), "about", true);
    QTRY_VERIFY(shows(dialog, ui::percentText(1)));
    const auto boxes = dialog.findChildren<ui::NumberBox*>();
    QCOMPARE(boxes.size(), 2);
    boxes[0]->setValue(-1);
    boxes[1]->setValue(0.001);
    QVERIFY((dialog.scaling() == engine::InputScaling{.mean = -1, .deviation = 0.001}));
    QTRY_VERIFY(shows(dialog, ui::percentText(0.4)));  // all are classified as bright
    QVERIFY(button(dialog, "Another mean and deviation")->isChecked());
  }
};

PELLUCID_WINDOW_TEST(tst_model_input_dialog, TestModelInputDialog)
#include "tst_model_input_dialog.moc"
