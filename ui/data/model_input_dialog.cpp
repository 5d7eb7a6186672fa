// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/model_input_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPushButton>
#include <algorithm>

#include "ui/widgets/described.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr double kLargestMean = 1e6;
constexpr double kLeastDeviation = 1e-6;

}  // namespace

ModelInputDialog::ModelInputDialog(std::shared_ptr<const engine::TrainedModel> model,
                                   engine::DatasetPtr dataset, const QString& about, bool suggests,
                                   QWidget* parent)
    : QDialog(parent), m_model(std::move(model)), m_data(std::move(dataset)), m_suggests(suggests) {
  setWindowTitle(tr("Model input"));
  m_buttons = {
      described(new QRadioButton(tr("Pixels from &0 to 1")), tr("Pixels from 0 to 1"),
                tr("As Pellucid has them: black is 0 and white is 1. Nothing comes before the first layer.")),
      described(new QRadioButton(tr("Pixels from 0 to &255")), tr("Pixels from 0 to 255"),
                tr("As bytes in image files: each pixel is multiplied by 255 before the first layer.")),
      described(new QRadioButton(tr("&MNIST's mean and deviation")), tr("MNIST's mean and deviation"),
                tr("As PyTorch's examples for MNIST have it: less the mean of all training pixels, 0.1307, "
                   "and divided by their standard deviation, 0.3081.")),
      described(new QRadioButton(tr("&Another mean and deviation")), tr("Another mean and deviation"),
                tr("Each pixel less this mean, divided by this standard deviation.")),
  };
  m_mean = described(new NumberBox(-kLargestMean, kLargestMean, 0.1), tr("Mean"),
                     tr("What is taken away from each pixel, which is from 0 to 1 before"));
  m_deviation = described(new NumberBox(kLeastDeviation, kLargestMean, 0.1), tr("Standard deviation"),
                          tr("What is then divided by; above 0"));
  const engine::InputScaling now = inputScaling(*m_model).value();
  m_mean->setValue(now.isNone() ? 0.5 : now.mean);
  m_deviation->setValue(now.isNone() ? 0.5 : now.deviation);

  auto* rows = new QVBoxLayout(this);
  auto* sentence = new QLabel(about);
  sentence->setWordWrap(true);
  rows->addWidget(sentence);
  auto* grid = new QGridLayout;
  grid->setColumnStretch(0, 1);
  grid->setHorizontalSpacing(16);
  for (std::size_t i = 0; i < kChoices; ++i) {
    m_shares[i] = new QLabel(tr("…"));
    m_shares[i]->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    // As wide as it can become, so that nothing moves.
    m_shares[i]->setMinimumWidth(m_shares[i]->fontMetrics().horizontalAdvance(percentText(1)) + 4);
    grid->addWidget(m_buttons[i], static_cast<int>(i), 0);
    grid->addWidget(m_shares[i], static_cast<int>(i), 1);
    connect(m_buttons[i], &QRadioButton::clicked, this, [this] { m_suggests = false; });
  }
  auto* numbers = new QHBoxLayout;
  for (const auto& [text, box] : {std::pair(tr("Mea&n"), m_mean), std::pair(tr("De&viation"), m_deviation)}) {
    auto* label = new QLabel(text);
    label->setBuddy(box);
    numbers->addWidget(label);
    numbers->addWidget(box, 1);
    connect(box, &NumberBox::valueChanged, this, [this] {
      m_suggests = false;
      choose(kChoices - 1);
      tryAll();
    });
  }
  numbers->setContentsMargins(24, 0, 0, 0);
  numbers->setSpacing(8);
  grid->addLayout(numbers, static_cast<int>(kChoices), 0, 1, 2);
  rows->addLayout(grid);
  const auto samples = std::min<engine::Index>(kSamples, m_data->test.size());
  rows->addWidget(
      mutedLabel(tr("Each share is that of the first %Ln test image(s) that the network "
                    "recognises when its pixels are made so.",
                    nullptr, static_cast<int>(samples))));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  buttons->button(QDialogButtonBox::Ok)->setText(tr("&Use it"));
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  rows->addStretch();
  rows->addWidget(buttons);
  setMinimumWidth(420);

  std::size_t current = kChoices - 1;
  for (std::size_t i = 0; i + 1 < kChoices; ++i)
    if (choice(i) == now) current = i;
  choose(current);
  tryAll();
}

engine::InputScaling ModelInputDialog::choice(std::size_t index) const {
  const std::array<engine::InputScaling, kChoices> all = {
      engine::InputScaling{}, engine::kBytePixels, engine::kMnistPixels,
      engine::InputScaling{.mean = m_mean->value(), .deviation = m_deviation->value()}};
  return all[index];
}

void ModelInputDialog::choose(std::size_t index) {
  m_buttons[index]->setChecked(true);
  if (m_suggests) m_buttons[index]->setFocus();
}

engine::InputScaling ModelInputDialog::scaling() const {
  const auto checked = std::ranges::find_if(m_buttons, &QRadioButton::isChecked);
  return choice(static_cast<std::size_t>(checked - m_buttons.begin()));
}

void ModelInputDialog::tryAll() {
  std::array<engine::InputScaling, kChoices> choices;
  for (std::size_t i = 0; i < kChoices; ++i) choices[i] = choice(i);
  m_job.request(
      [model = m_model, dataset = m_data, choices](const engine::Progress& progress) {
        Trials trials;
        for (std::size_t i = 0; i < kChoices && !progress.isCancelled(); ++i)
          trials[i] = tryInput(*model, choices[i], *dataset, kSamples);
        return trials;
      },
      [this](const Trials& trials) { showShares(trials); });
}

void ModelInputDialog::showShares(const Trials& trials) {
  std::size_t best = 0;
  for (std::size_t i = 0; i < kChoices; ++i) {
    if (trials[i].correct > trials[best].correct) best = i;
    m_shares[i]->setText(trials[i].samples == 0 ? QString()
                                                : percentText(static_cast<double>(trials[i].correct) /
                                                              static_cast<double>(trials[i].samples)));
  }
  if (m_suggests) choose(best);
}

}  // namespace pellucid::ui
