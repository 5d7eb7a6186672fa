// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/data_page.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "engine/data/own_samples.h"
#include "ui/dataset/name_options.h"
#include "ui/dataset/sample_grid.h"
#include "ui/dataset/table_preview.h"
#include "ui/widgets/dataset_titles.h"
#include "ui/widgets/described.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kAll = -1;

std::shared_ptr<const AllAnswers> answersOf(const Moment& moment, const engine::Progress& progress) {
  auto all = std::make_shared<AllAnswers>();
  all->data = moment.dataset;
  all->step = moment.snapshot->state.step;
  for (const SamplePart part : {SamplePart::Train, SamplePart::Validation, SamplePart::Test}) {
    auto answers = engine::answersTo(moment.network(), moment.weights(), moment.experiment().training,
                                     *moment.dataset, splitOf(*moment.dataset, part), progress);
    if (!answers) return nullptr;
    all->parts[static_cast<std::size_t>(part)] = *std::move(answers);
  }
  return all;
}

QComboBox* choiceBox(const QString& name, const QString& tip) {
  auto* box = described(new QComboBox, name, tip);
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(11);
  return box;
}

}  // namespace

DataPage::DataPage(DataOnShow& shown, QWidget* parent)
    : QWidget(parent),
      m_shown(shown),
      m_title(new QLabel),
      m_reading(new QLabel),
      m_preview(new TablePreview),
      m_part(choiceBox(tr("Part"),
                       tr("Samples to train with, those that are set aside to choose by, or those that "
                          "test what was learned"))),
      m_label(choiceBox(tr("Class"), tr("Only samples of this class"))),
      m_verdict(
          choiceBox(tr("Right or wrong"),
                    tr("Only samples that the network, as it is now, answers rightly, or wrongly. The wrong "
                       "ones teach the most."))),
      m_order(choiceBox(tr("Order"), tr("As they stand in the data, class by class, or first those that the "
                                        "network does worst, by their loss"))),
      m_count(new QLabel),
      m_again(described(
          new QPushButton(tr("As&k again")), tr("Ask the network again"),
          tr("The network may have learned since. Its answers to all samples are computed again."))),
      m_grid(new SampleGrid) {
  m_title->setProperty("heading", true);
  m_title->setTextFormat(Qt::PlainText);
  m_reading->setWordWrap(true);
  m_reading->setTextFormat(Qt::PlainText);
  m_reading->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_reading->setAccessibleName(tr("How the data were read"));
  m_count->setProperty("muted", true);
  m_part->addItem(tr("All parts"), kAll);
  m_part->addItem(tr("Training"), static_cast<int>(SamplePart::Train));
  m_part->addItem(tr("Validation"), static_cast<int>(SamplePart::Validation));
  m_part->addItem(tr("Test"), static_cast<int>(SamplePart::Test));
  m_verdict->addItem(tr("Right and wrong"), static_cast<int>(SampleVerdict::Any));
  m_verdict->addItem(tr("Only right"), static_cast<int>(SampleVerdict::Right));
  m_verdict->addItem(tr("Only wrong"), static_cast<int>(SampleVerdict::Wrong));
  m_order->addItem(tr("As they come"), static_cast<int>(SampleOrder::AsTheyCome));
  m_order->addItem(tr("By class"), static_cast<int>(SampleOrder::ByClass));
  m_order->addItem(tr("Largest loss first"), static_cast<int>(SampleOrder::WorstFirst));
  auto* choices = new QHBoxLayout;
  choices->setSpacing(6);
  for (QComboBox* box : {m_part, m_label, m_verdict, m_order}) {
    choices->addWidget(box);
    connect(box, &QComboBox::activated, this, &DataPage::readChoice);
  }
  choices->addStretch();
  choices->addWidget(m_again);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(8, 8, 8, 8);
  rows->setSpacing(6);
  rows->addWidget(m_title);
  rows->addWidget(m_reading);
  rows->addWidget(m_preview);
  rows->addLayout(choices);
  rows->addWidget(m_count);
  rows->addWidget(m_grid, 1);
  setFocusProxy(m_grid);
  connect(m_grid, &SampleGrid::currentChanged, this, &DataPage::currentChanged);
  connect(m_grid, &SampleGrid::chosen, this, &DataPage::chosen);
  connect(m_grid, &SampleGrid::activated, this, &DataPage::activated);
  connect(m_again, &QPushButton::clicked, this, &DataPage::askNetwork);
  connect(&m_shown, &DataOnShow::changed, this, &DataPage::refresh);
  refresh();
}

DataPage::~DataPage() = default;

void DataPage::showMoment(const MomentPtr& moment) {
  const bool isFirst = !m_moment || m_moment->dataset != moment->dataset;
  const bool isOtherRun = m_moment && m_moment->snapshot->run != moment->snapshot->run;
  m_moment = moment;
  if (isOtherRun && m_answers) {  // they belong to another network
    m_answers = nullptr;
    m_choice.asksTheNetwork() ? askNetwork() : showSamples();
  }
  if (isFirst || isOtherRun) showChoice();
}

std::optional<SampleRef> DataPage::current() const {
  return m_grid->current();
}

void DataPage::choose(SampleRef sample) {
  const bool isOnce = sample.part == SamplePart::Test && !m_choice.part && m_testsOnTraining;
  m_grid->choose({.part = isOnce ? SamplePart::Train : sample.part, .index = sample.index});
}

void DataPage::setLabel(std::optional<std::size_t> label) {
  if (label == m_choice.label) return;
  m_choice.label = label;
  showChoice();
  showSamples();
  emit labelChanged();
}

void DataPage::readChoice() {
  SampleChoice choice = m_choice;
  const int part = m_part->currentData().toInt();
  choice.part = part == kAll ? std::nullopt : std::optional(static_cast<SamplePart>(part));
  const int label = m_label->currentData().toInt();
  choice.label = label == kAll ? std::nullopt : std::optional(static_cast<std::size_t>(label));
  choice.verdict = static_cast<SampleVerdict>(m_verdict->currentData().toInt());
  choice.order = static_cast<SampleOrder>(m_order->currentData().toInt());
  const bool isOtherLabel = choice.label != m_choice.label;
  m_choice = choice;
  if (choice.asksTheNetwork() && !m_answers) askNetwork();
  showSamples();
  if (isOtherLabel) emit labelChanged();
}

/// Makes the boxes show the choice and offer what is available.
void DataPage::showChoice() {
  const auto set = [](QComboBox& box, int value) { box.setCurrentIndex(std::max(0, box.findData(value))); };
  set(*m_part, m_choice.part ? static_cast<int>(*m_choice.part) : kAll);
  set(*m_label, m_choice.label ? static_cast<int>(*m_choice.label) : kAll);
  set(*m_verdict, static_cast<int>(m_choice.verdict));
  set(*m_order, static_cast<int>(m_choice.order));
  const bool canAsk = m_data && m_moment && m_moment->dataset == m_data;
  const bool hasClasses = m_data && m_data->hasClasses();
  m_label->setVisible(hasClasses);
  m_verdict->setVisible(hasClasses);
  m_verdict->setEnabled(canAsk);
  m_order->setEnabled(canAsk || hasClasses);
  m_again->setVisible(m_answers != nullptr);
}

/// Also for a table that cannot be read as it is: the problem may be visible there.
void DataPage::showPreview() {
  if (m_shown.isReading()) return;
  const auto& glance = m_shown.glance();
  m_preview->setVisible(glance != nullptr && m_shown.kind() == engine::DataKind::Table);
  if (glance == nullptr || glance == m_previewed) return;
  m_previewed = glance;
  const DataFactsPtr& facts = m_shown.facts();
  const bool isRead = facts && facts->data->name == m_shown.name() && m_shown.trouble().empty();
  m_preview->setTable(*glance, listOption(m_shown.name(), "gaps"),
                      isRead ? facts->data->columns : std::vector<engine::DataColumn>());
}

void DataPage::refresh() {
  showPreview();
  const engine::DatasetPtr dataset = m_shown.facts() ? m_shown.facts()->data : nullptr;
  if (dataset == m_data) return;
  // With a few more of the user's own samples, the choice stays the same.
  const SampleChoice before = engine::areAlikeSets(m_data, dataset) ? m_choice : SampleChoice();
  m_data = dataset;
  m_testsOnTraining = m_data && engine::testsOnTraining(*m_data);
  m_answers = nullptr;
  m_job.forget();
  const bool asksAgain = before.asksTheNetwork() && m_moment && m_moment->dataset == m_data;
  m_choice = before.asksTheNetwork() && !asksAgain ? SampleChoice{.part = before.part, .label = before.label}
                                                   : before;
  if (dataset) {
    const QString name = QString::fromStdString(dataset->name);
    m_title->setText(datasetTitle(name));
    m_title->setToolTip(name);
    const QString counts =
        m_testsOnTraining && dataset->validation.size() == 0
            ? tr("%Ln sample(s), used for both training and testing.", nullptr,
                 static_cast<int>(dataset->train.size()))
        : dataset->validation.size() == 0
            ? tr("%1 for training and %2 for testing.")
                  .arg(tr("%Ln sample(s)", nullptr, static_cast<int>(dataset->train.size())),
                       countText(dataset->test.size()))
            : tr("%1 for training, %2 for validation and %3 for testing.")
                  .arg(tr("%Ln sample(s)", nullptr, static_cast<int>(dataset->train.size())),
                       countText(dataset->validation.size()), countText(dataset->test.size()));
    m_reading->setText(dataset->reading.empty() ? counts : messageText(dataset->reading));
    const QSignalBlocker blocker(m_label);
    m_label->clear();
    m_label->addItem(tr("All classes"), kAll);
    for (std::size_t i = 0; i < dataset->classNames.size(); ++i)
      m_label->addItem(QString::fromStdString(dataset->classNames[i]), static_cast<int>(i));
  }
  showChoice();
  asksAgain ? askNetwork() : showSamples();
  emit labelChanged();
}

void DataPage::askNetwork() {
  if (!m_moment || m_moment->dataset != m_data) return;
  m_job.request(
      [moment = m_moment](const engine::Progress& progress) { return answersOf(*moment, progress); },
      [this](const std::shared_ptr<const AllAnswers>& answers) {
        if (!answers || answers->data != m_data) return;
        m_answers = answers;
        showChoice();
        showSamples();
      });
  showSamples();
}

void DataPage::showSamples() {
  if (!m_data) {
    m_count->clear();
    return m_grid->setSamples(nullptr, {}, nullptr);
  }
  auto samples = chosenSamples(*m_data, m_choice, m_answers.get());
  const int size = static_cast<int>(samples.size());
  const bool areForBoth = m_testsOnTraining && !m_choice.part && m_data->validation.size() == 0;
  const QString count = areForBoth ? tr("%Ln sample(s), used for both training and testing", nullptr, size)
                                   : tr("%Ln sample(s)", nullptr, size);
  if (m_job.isBusy())
    m_count->setText(tr("The network is being asked about all samples…"));
  else if (m_choice.asksTheNetwork() && m_answers)
    m_count->setText(tr("%1, as the network answered after %2 steps").arg(count, countText(m_answers->step)));
  else
    m_count->setText(count);
  m_grid->setSamples(m_data, std::move(samples), m_answers);
}

}  // namespace pellucid::ui
