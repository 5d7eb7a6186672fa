// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/settings_panel.h"

#include <QFormLayout>
#include <QLocale>
#include <QStyle>

#include "ui/document/edits.h"
#include "ui/widgets/enum_box.h"
#include "ui/widgets/message_text.h"

namespace pellucid::ui {
namespace {

constexpr double kUsualRates[] = {0.00001, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 10, 1000};

QString rateText(double rate) {
  return QLocale::c().toString(rate, 'g', QLocale::FloatingPointShortest);
}

}  // namespace

SettingsPanel::SettingsPanel(Document& document)
    : m_document(document),
      m_learningRate(new QComboBox),
      m_optimizer(enumBox<engine::Optimizer>()),
      m_batchSize(new QSpinBox),
      m_loss(enumBox<engine::Loss>()),
      m_initializer(enumBox<engine::Initializer>()),
      m_seed(new QLineEdit),
      m_restart(new QLabel) {
  m_learningRate->setObjectName("LearningRate");
  m_learningRate->setEditable(true);
  m_learningRate->setInsertPolicy(QComboBox::NoInsert);
  m_learningRate->setCompleter(nullptr);  // it would complete 1 to 1e-05 and 100 to 1000
  for (const double rate : kUsualRates) m_learningRate->addItem(rateText(rate));
  m_learningRate->setToolTip(
      tr("How far each update moves the weights against the gradient. Too small a rate learns slowly, too "
         "large a one overshoots and diverges. Takes effect at once, even during training."));
  m_optimizer->setToolTip(
      tr("How a gradient becomes an update. SGD takes it as it is, momentum keeps rolling, Adam scales "
         "each weight's step by its own history. Restarts the run."));
  m_batchSize->setRange(1, static_cast<int>(engine::kMaxBatchSize));
  m_batchSize->setKeyboardTracking(false);
  m_batchSize->setToolTip(
      tr("Samples whose gradients are averaged before each update. Small batches are noisy, large ones "
         "smooth and slow. Restarts the run."));
  m_loss->setToolTip(
      tr("What training tries to make small. Cross-entropy: −log of the probability given to the right "
         "class. mse: half the squared distance to the target outputs. Restarts the run."));
  m_initializer->setToolTip(
      tr("How the initial weights are drawn. Glorot keeps signals from growing or fading through tanh and "
         "sigmoid, He through relu. Restarts the run."));
  m_seed->setToolTip(
      tr("Where all randomness comes from: the initial weights and the order of samples. The same seed "
         "repeats a run "
         "exactly. Restarts the run."));

  auto* form = new QFormLayout(this);
  form->setContentsMargins(10, 12, 10, 10);
  form->setVerticalSpacing(9);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(tr("Learning &rate"), m_learningRate);
  auto* atOnce = new QLabel(tr("Takes effect at once, like the padlocks."));
  atOnce->setProperty("muted", true);
  atOnce->setWordWrap(true);
  form->addRow(atOnce);
  auto* heading = new QLabel(tr("Restart the run"));
  heading->setProperty("heading", true);
  form->addRow(heading);
  form->addRow(tr("&Optimizer"), m_optimizer);
  form->addRow(tr("&Batch size"), m_batchSize);
  form->addRow(tr("&Loss"), m_loss);
  form->addRow(tr("Initial &weights"), m_initializer);
  form->addRow(tr("Se&ed"), m_seed);
  m_restart->setWordWrap(true);
  m_restart->setMinimumHeight(4 * fontMetrics().lineSpacing());
  m_restart->setAlignment(Qt::AlignTop);
  form->addRow(m_restart);
  showRestart(false);

  connect(m_learningRate, &QComboBox::activated, this, &SettingsPanel::commitLearningRate);
  connect(m_learningRate->lineEdit(), &QLineEdit::editingFinished, this, &SettingsPanel::commitLearningRate);
  connect(m_optimizer, &QComboBox::activated, this,
          [this] { tell(edit::setOptimizer(m_document, chosen<engine::Optimizer>(*m_optimizer))); });
  connect(m_batchSize, &QSpinBox::valueChanged, this,
          [this](int size) { tell(edit::setBatchSize(m_document, size)); });
  connect(m_loss, &QComboBox::activated, this, [this] {
    const auto note = edit::setLoss(m_document, chosen<engine::Loss>(*m_loss));
    if (!note) return tell(note.error());
    if (!note->isEmpty()) emit noted(*note);
  });
  connect(m_initializer, &QComboBox::activated, this,
          [this] { tell(edit::setInitializer(m_document, chosen<engine::Initializer>(*m_initializer))); });
  connect(m_seed, &QLineEdit::editingFinished, this, &SettingsPanel::commitSeed);
  connect(&document, &Document::experimentChanged, this, &SettingsPanel::showExperiment);
  showExperiment();
}

SettingsPanel::~SettingsPanel() {
  // A field that loses the focus while it dies would report to a panel that is half gone.
  for (QObject* field :
       std::initializer_list<QObject*>{m_learningRate, m_learningRate->lineEdit(), m_optimizer, m_batchSize,
                                       m_loss, m_initializer, m_seed})
    field->disconnect(this);
}

void SettingsPanel::showExperiment() {
  const engine::Experiment& experiment = m_document.experiment();
  m_learningRate->setEditText(rateText(experiment.training.learningRate));
  choose(*m_optimizer, experiment.training.optimizer);
  const QSignalBlocker blocker(m_batchSize);
  m_batchSize->setValue(static_cast<int>(experiment.training.batchSize));
  choose(*m_loss, experiment.training.loss);
  choose(*m_initializer, experiment.network.initializer);
  m_seed->setText(QString::number(experiment.seed));
}

void SettingsPanel::showMoment(const Moment& moment) {
  const engine::Snapshot& now = *moment.snapshot;
  showRestart(now.state.step >= now.stepsPerEpoch);
}

void SettingsPanel::showRestart(bool isTrained) {
  const QString text =
      isTrained ? tr("⚠ A change of these starts again from initial weights. What this run has learned comes "
                     "back with Undo (Ctrl+Z).")
                : tr("A change of these starts again from initial weights.");
  if (m_restart->text() == text) return;
  m_restart->setText(text);
  m_restart->setProperty("muted", !isTrained);
  m_restart->style()->unpolish(m_restart);
  m_restart->style()->polish(m_restart);
}

void SettingsPanel::tell(const engine::Result<void>& result) {
  if (result) return;
  showExperiment();  // what was refused is not shown as if it were so
  emit noted(messageText(result.error().message));
}

void SettingsPanel::commitLearningRate() {
  bool isNumber = false;
  const QString text = m_learningRate->currentText().trimmed();
  // Where people write 0,001 the comma is the decimal point; numbers are always shown with a point.
  QString number = text;
  if (number.count(QLatin1Char(',')) == 1 && !number.contains(QLatin1Char('.')))
    number.replace(QLatin1Char(','), QLatin1Char('.'));
  const double rate = QLocale::c().toDouble(number, &isNumber);
  if (isNumber && rate > 0 && rate <= engine::kMaxLearningRate) {
    tell(edit::setLearningRate(m_document, rate));
    return;
  }
  showExperiment();
  emit noted(tr("The learning rate \"%1\" is not valid: it must be a number greater than 0 and at most %2, "
                "with a decimal point.")
                 .arg(text)
                 .arg(engine::kMaxLearningRate, 0, 'f', 0));
}

void SettingsPanel::commitSeed() {
  bool isNumber = false;
  const QString text = m_seed->text().trimmed();
  const qulonglong seed = text.toULongLong(&isNumber);
  if (isNumber) {
    tell(edit::setSeed(m_document, seed));
    return;
  }
  showExperiment();
  emit noted(tr("The seed \"%1\" is not valid: it must be a whole number from 0 to 18446744073709551615.")
                 .arg(text));
}

}  // namespace pellucid::ui
