// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/data_facts_panel.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "engine/data/table_listing.h"
#include "ui/dataset/class_bars.h"
#include "ui/dataset/column_roles.h"
#include "ui/dataset/column_table.h"
#include "ui/dataset/given_numbers.h"
#include "ui/dataset/mean_pictures.h"
#include "ui/dataset/name_options.h"
#include "ui/dataset/sample_image.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kPictureSide = 96;

/// The context of these texts for translators.
struct DataFactsText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::DataFactsText)
};

QLabel* factsHeading(const QString& text) {
  auto* label = new QLabel(text);
  label->setProperty("heading", true);
  return label;
}

QString sameText(const engine::Dataset& data, const engine::DataSummary& summary) {
  if (engine::testsOnTraining(data))
    return DataFactsText::tr("The test samples are the training samples: a test tells nothing about others.");
  if (summary.same.empty()) return DataFactsText::tr("No test sample has the inputs of a training sample.");
  const engine::SameSample& first = summary.same.front();
  QString text = DataFactsText::tr(
                     "%Ln test sample(s) have the inputs of a training sample, the first is test #%1 "
                     "like training #%2: what they test may have been learned by heart.",
                     nullptr, static_cast<int>(summary.same.size()))
                     .arg(countText(first.test), countText(first.train));
  if (summary.otherAnswers > 0)
    text += QLatin1Char(' ') + DataFactsText::tr("%Ln of them have another answer there.", nullptr,
                                                 static_cast<int>(summary.otherAnswers));
  return text;
}

/// Two pictures of one sample, enlarged as much as integer scaling allows.
QPixmap beforeAndAfter(const QImage& before, const QImage& after) {
  QPixmap both(2 * kPictureSide + 12, kPictureSide);
  both.fill(Qt::transparent);
  QPainter painter(&both);
  int left = 0;
  for (const QImage& image : {before, after}) {
    QRect place(QPoint(), image.size().scaled(kPictureSide, kPictureSide, Qt::KeepAspectRatio));
    place.moveTopLeft({left, 0});
    painter.drawImage(place, image);
    left += kPictureSide + 12;
  }
  return both;
}

}  // namespace

QString factsText(const engine::Dataset& data, const engine::DataSummary& summary) {
  QStringList sentences;
  if (summary.smallest) {
    const engine::Index count = summary.classes[*summary.smallest].train;
    const bool areEqual =
        std::ranges::all_of(summary.classes, [count](const auto& each) { return each.train == count; });
    sentences << (areEqual ? DataFactsText::tr("All classes have the same number of training samples: %1.")
                                 .arg(countText(count))
                           : DataFactsText::tr("The class with the fewest training samples is %1, with %2.")
                                 .arg(QString::fromStdString(data.classNames[*summary.smallest]),
                                      countText(count)));
  }
  sentences << sameText(data, summary);
  sentences << DataFactsText::tr("The network is given numbers from %1 to %2.")
                   .arg(valueText(summary.least), valueText(summary.most));
  return sentences.join(QLatin1Char('\n'));
}

DataFactsPanel::DataFactsPanel(DataOnShow& shown, QWidget* parent)
    : QWidget(parent),
      m_shown(shown),
      m_classesTitle(factsHeading(tr("Samples of each class"))),
      m_classes(new ClassBars),
      m_facts(mutedLabel()),
      m_meanTitle(factsHeading({})),
      m_mean(new MeanPictures),
      m_columnsTitle(factsHeading(tr("Columns"))),
      m_columns(new ColumnTable),
      m_sampleTitle(factsHeading({})),
      m_before(new QLabel),
      m_given(new GivenNumbers(this)),
      m_numbers(new QTableView) {
  m_facts->setTextFormat(Qt::PlainText);
  m_meanTitle->setTextFormat(Qt::PlainText);
  m_sampleTitle->setTextFormat(Qt::PlainText);
  m_sampleTitle->setWordWrap(true);
  m_numbers->setModel(m_given);
  m_numbers->setAccessibleName(tr("What the network is given"));
  m_numbers->setToolTip(tr(
      "Exactly the numbers that the network is given of this sample, after all changes and scaling: all that "
      "it ever sees of it."));
  m_numbers->setTabKeyNavigation(false);
  m_numbers->setMinimumHeight(150);
  m_numbers->verticalHeader()->setDefaultSectionSize(m_numbers->fontMetrics().height() + 4);
  m_numbers->verticalHeader()->setMinimumSectionSize(8);
  m_numbers->horizontalHeader()->setMinimumSectionSize(8);
  m_before->setToolTip(tr("Left: this sample in the data that are in use. Right: what would become of it."));
  m_before->setAccessibleName(tr("The sample before and after"));
  m_columns->setMinimumHeight(190);
  for (QWidget* each : {static_cast<QWidget*>(m_classes), static_cast<QWidget*>(m_mean)})
    each->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(10, 8, 10, 8);
  rows->setSpacing(6);
  for (QWidget* each : {static_cast<QWidget*>(m_classesTitle), static_cast<QWidget*>(m_classes),
                        static_cast<QWidget*>(m_facts), static_cast<QWidget*>(m_meanTitle),
                        static_cast<QWidget*>(m_mean), static_cast<QWidget*>(m_columnsTitle)})
    rows->addWidget(each);
  rows->addWidget(m_columns, 1);
  rows->addWidget(m_sampleTitle);
  rows->addWidget(m_before);
  rows->addWidget(m_numbers, 2);
  rows->addStretch();
  connect(m_classes, &ClassBars::chosen, this, &DataFactsPanel::labelChosen);
  connect(m_columns, &ColumnTable::roleChosen, this,
          [this](const ColumnNumbers& which, engine::DataColumn::Role role) {
            if (const auto [name, columns] = shownTable(); !name.empty())
              m_shown.tryOut(withOption(withRole(name, columns, which, role), "shape", std::nullopt));
          });
  connect(m_columns, &ColumnTable::typeChosen, this,
          [this](const ColumnNumbers& which, ColumnTable::Type type) {
            const auto [name, columns] = shownTable();
            if (name.empty()) return;
            m_shown.tryOut(type == ColumnTable::Type::Pixels
                               ? withPixels(name, columns, which)
                               : withOneHot(name, columns, which, type == ColumnTable::Type::OneHot));
          });
  connect(&m_shown, &DataOnShow::changed, this, &DataFactsPanel::refresh);
  refresh();
}

std::pair<std::string, std::vector<engine::DataColumn>> DataFactsPanel::shownTable() const {
  if (!m_listed.empty()) return {m_listed, m_listedColumns};
  if (m_data) return {m_data->name, m_data->columns};
  return {};
}

void DataFactsPanel::refresh() {
  const DataFactsPtr& facts = m_shown.facts();
  if (m_shown.isReading()) return;
  if (!m_shown.trouble().empty() && m_shown.kind() == engine::DataKind::Table) return listColumns();
  const bool wasListed = !std::exchange(m_listed, {}).empty();
  if (facts && facts->data == m_data && !wasListed) return;
  m_data = facts ? facts->data : nullptr;
  m_label = std::nullopt;
  const bool isImage = m_data && m_data->shape.isImage();
  const bool hasClasses = m_data && m_data->hasClasses();
  m_classesTitle->setVisible(hasClasses);
  m_classes->setVisible(hasClasses);
  m_meanTitle->setVisible(isImage);
  m_mean->setVisible(false);
  const bool isTable = m_data && !m_data->columns.empty();
  m_columnsTitle->setVisible(m_data && (isTable || !isImage));
  m_columns->setVisible(m_data && (isTable || !isImage));
  if (!m_data) {
    m_facts->setText(tr("No data have been read yet."));
    return showSample();
  }
  m_classes->setCounts(m_data->classNames, facts->summary.classes, engine::testsOnTraining(*m_data));
  m_classes->setChosen(std::nullopt);
  m_facts->setText(factsText(*m_data, facts->summary));
  std::vector<engine::ColumnSummary> summaries = facts->summary.columns;
  if (summaries.empty())
    for (const engine::DataColumn& column : m_data->columns) summaries.push_back({.column = column});
  m_columns->setColumns(summaries, isTable, isImage);
  askForMean();
  showSample();
}

void DataFactsPanel::listColumns() {
  if (m_shown.name() == m_listed) return;
  m_listing.request(
      [name = m_shown.name()](const engine::Progress& progress) {
        return engine::listColumns(name, progress);
      },
      [this, name = m_shown.name()](const engine::Result<std::vector<engine::DataColumn>>& columns) {
        if (!columns || m_shown.name() != name || m_shown.trouble().empty()) return;
        m_listed = name;
        m_listedColumns = *columns;
        std::vector<engine::ColumnSummary> summaries;
        for (const engine::DataColumn& column : *columns) summaries.push_back({.column = column});
        for (QWidget* each : {static_cast<QWidget*>(m_classesTitle), static_cast<QWidget*>(m_classes),
                              static_cast<QWidget*>(m_meanTitle), static_cast<QWidget*>(m_mean)})
          each->setVisible(false);
        m_facts->setText(
            tr("The table cannot be read as it is. Give its columns other roles, or choose how it is read "
               "at the left."));
        m_columnsTitle->setVisible(true);
        m_columns->setVisible(true);
        m_columns->setColumns(summaries, true);
      });
}

void DataFactsPanel::setLabel(std::optional<std::size_t> label) {
  if (label == m_label) return;
  m_label = label;
  m_classes->setChosen(label);
  askForMean();
}

void DataFactsPanel::askForMean() {
  if (!m_data || !m_data->shape.isImage()) return m_job.forget();
  m_meanTitle->setText(
      m_label ? tr("Mean and spread of %1").arg(QString::fromStdString(m_data->classNames[*m_label]))
              : tr("Mean and spread"));
  m_job.request(
      [data = m_data, label = m_label](const engine::Progress& progress) {
        return engine::meanAndSpread(*data, label, progress);
      },
      [this](const std::optional<engine::MeanAndSpread>& found) {
        if (found && m_data) m_mean->show(*found, m_data->shape, m_data->scaling);
      });
}

void DataFactsPanel::setSample(std::optional<SampleRef> sample) {
  m_sample = sample;
  showSample();
}

void DataFactsPanel::showSample() {
  const std::optional<SampleRef>& sample = m_sample;
  const bool isThere = sample && m_data && sample->index < splitOf(*m_data, sample->part).size();
  m_sampleTitle->setVisible(isThere);
  m_numbers->setVisible(isThere);
  m_before->setVisible(false);
  if (!isThere) return m_given->setSample(nullptr, {});
  m_sampleTitle->setText(
      tr("What the network is given: %1, %2").arg(sampleTitle(*sample), sampleAnswer(*m_data, *sample)));
  m_given->setSample(m_data, *sample);
  const bool isImage = m_data->shape.isImage();
  m_numbers->horizontalHeader()->setDefaultSectionSize(isImage ? 40 : 84);
  const engine::DatasetPtr& used = m_shown.used();
  const bool canCompare =
      isImage && m_shown.isTrial() && used && used->shape.isImage() &&
      engine::dataNameParts(used->name).base == engine::dataNameParts(m_data->name).base &&
      sample->index < splitOf(*used, sample->part).size();
  if (!canCompare) return;
  m_before->setPixmap(beforeAndAfter(sampleImage(*used, *sample), sampleImage(*m_data, *sample)));
  m_before->setVisible(true);
}

}  // namespace pellucid::ui
