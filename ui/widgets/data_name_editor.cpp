// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/data_name_editor.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/widgets/data_changes_editor.h"
#include "ui/widgets/dataset_titles.h"
#include "ui/widgets/described.h"
#include "ui/widgets/point_options.h"

namespace pellucid::ui {
namespace {

// Entries that open a dialog; no data set has such a name.
const QString kTableEntry = QStringLiteral("table…");
const QString kFolderEntry = QStringLiteral("folder…");

bool needsImages(const engine::DataChanges::Step& step) {
  return step.change == engine::DataChange::Invert || step.change == engine::DataChange::Rotate90 ||
         step.change == engine::DataChange::Transpose;
}

/// Drops what these data cannot have.
engine::DataChanges possible(engine::DataChanges changes, const engine::KnownData& data) {
  const auto classes = static_cast<engine::Index>(data.classNames.size());
  if (std::ranges::any_of(changes.classes, [&](engine::Index number) { return number >= classes; }))
    changes.classes.clear();
  std::erase_if(changes.steps, [&](const engine::DataChanges::Step& step) {
    return (needsImages(step) && !data.isImages) ||
           (step.change == engine::DataChange::Parity && classes == 0);
  });
  return changes;
}

}  // namespace

DataNameEditor::DataNameEditor(Answers answers, QWidget* parent)
    : QWidget(parent), m_options(new PointOptions), m_changes(new DataChangesEditor) {
  m_bases = described(new QComboBox, tr("Data set"), tr("The data that the task is made of"));
  m_bases->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_bases->setMinimumContentsLength(12);
  for (const std::string& name : engine::datasetNames()) {
    if (answers == Answers::Classes && engine::knownData(name)->classNames.empty()) continue;
    m_bases->addItem(datasetTitle(QString::fromStdString(name)), QString::fromStdString(name));
  }
  m_bases->insertSeparator(m_bases->count());
  m_bases->addItem(tr("Table (CSV)…"), kTableEntry);
  m_bases->addItem(tr("Folder of pictures…"), kFolderEntry);
  m_text = described(new QLineEdit, tr("As text"),
                     tr("The same as text, as projects and the command line write it. It can be copied."));
  m_text->setObjectName("text");
  m_text->setReadOnly(true);
  m_text->setFrame(false);
  m_text->setProperty("muted", true);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  for (QWidget* each : {static_cast<QWidget*>(m_bases), static_cast<QWidget*>(m_options),
                        static_cast<QWidget*>(m_changes), static_cast<QWidget*>(m_text)})
    rows->addWidget(each);
  setFocusProxy(m_bases);
  setFocusPolicy(Qt::StrongFocus);
  connect(m_bases, &QComboBox::activated, this, &DataNameEditor::choose);
  connect(m_options, &PointOptions::datasetRequested, this, [this](const QString& name) {
    m_parts.options = engine::dataNameParts(name.toStdString()).options;
    write();
  });
  connect(m_changes, &DataChangesEditor::edited, this, [this] {
    m_parts.changes = engine::formatDataChanges(m_changes->changes());
    write();
  });
}

void DataNameEditor::setName(const QString& name) {
  m_name = name;
  m_parts = engine::dataNameParts(name.toStdString());
  // What is not understood is kept as it is, and reported when it is used.
  if (!engine::parseDataChanges(m_parts.changes))
    m_parts = {.base = name.toStdString(), .changes = {}, .options = {}};
  showName();
}

void DataNameEditor::setBase(const QString& base) {
  if (base.isEmpty()) return showName();
  m_parts.base = base.toStdString();
  m_parts.options.clear();
  auto changes = engine::parseDataChanges(m_parts.changes).value();
  if (const auto facts = known()) changes = possible(std::move(changes), *facts);
  m_parts.changes = engine::formatDataChanges(changes);
  showName();
  write();
}

void DataNameEditor::offer(const QString& base) {
  if (m_bases->findData(base) < 0) m_bases->insertItem(0, datasetTitle(base), base);
}

void DataNameEditor::withdraw(const QString& base) {
  const int item = m_bases->findData(base);
  if (item >= 0 && item != m_bases->currentIndex()) m_bases->removeItem(item);
}

void DataNameEditor::learn(const QString& base, const engine::KnownData& facts) {
  m_learnedBase = base;
  m_learned = facts;
  showName();
}

std::optional<engine::KnownData> DataNameEditor::known() const {
  if (const auto facts = engine::knownData(m_parts.base)) return facts;
  if (!m_learnedBase.isEmpty() && m_learnedBase.toStdString() == m_parts.base) return m_learned;
  return std::nullopt;
}

void DataNameEditor::choose(int item) {
  const QString base = m_bases->itemData(item).toString();
  if (base != kTableEntry && base != kFolderEntry) return setBase(base);
  showName();  // until the dialog has been answered
  emit placeWanted(base == kFolderEntry);
}

void DataNameEditor::showName() {
  const QString base = QString::fromStdString(m_parts.base);
  if (!base.isEmpty() && m_bases->findData(base) < 0) {
    m_bases->insertItem(0, datasetTitle(base), base);
    m_bases->setItemData(0, base, Qt::ToolTipRole);
  }
  m_bases->setCurrentIndex(base.isEmpty() ? -1 : m_bases->findData(base));
  m_options->setDatasetName(QString::fromStdString(m_parts.base + m_parts.options));
  m_changes->setChanges(engine::parseDataChanges(m_parts.changes).value(), known());
  m_text->setText(m_name);
  m_text->setCursorPosition(0);
}

void DataNameEditor::write() {
  m_name = QString::fromStdString(m_parts.base + m_parts.changes + m_parts.options);
  m_text->setText(m_name);
  m_options->setDatasetName(QString::fromStdString(m_parts.base + m_parts.options));
  emit edited();
}

QString DataNameEditor::askForPlace(QWidget* parent, bool isFolder) {
  if (isFolder)
    return QFileDialog::getExistingDirectory(
        parent, tr("Open a folder of pictures, one subfolder for each class, or of IDX files"));
  return QFileDialog::getOpenFileName(
      parent, tr("Open a table (CSV)"), {},
      tr("Tables (*.csv *.tsv *.txt);;NumPy archives (*.npz);;All files (*)"));
}

}  // namespace pellucid::ui
