// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/dataset_picker.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QVBoxLayout>

#include "engine/data/catalogue.h"
#include "ui/data/sample_text.h"
#include "ui/widgets/data_name_editor.h"
#include "ui/widgets/dataset_titles.h"

namespace pellucid::ui {
namespace {

// Entries that open a dialog; no data set has such a name.
const QString kChanges = QStringLiteral("changes…");
const QString kTable = QStringLiteral("table…");
const QString kFolder = QStringLiteral("folder…");

}  // namespace

DatasetPicker::DatasetPicker(QWidget* parent)
    : QWidget(parent),
      m_names(new QComboBox),
      m_options(new PointOptions),
      m_description(new QLabel),
      m_progress(new QProgressBar) {
  for (const std::string& each : engine::datasetNames()) {
    const QString name = QString::fromStdString(each);
    m_names->addItem(datasetTitle(name), name);
  }
  m_names->insertSeparator(m_names->count());
  m_names->addItem(tr("Classes and changes…"), kChanges);
  m_names->addItem(tr("Table (CSV)…"), kTable);
  m_names->addItem(tr("Folder of pictures…"), kFolder);
  m_names->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_names->setMinimumContentsLength(12);
  m_names->setToolTip(
      tr("What the network learns from. Changing it gives the network the input and output sizes that fit, "
         "and starts a new run.\nA table has a header line of column names and rows of numbers; its last "
         "column is the answer that the network learns to give.\nA folder has pictures, in one subfolder for "
         "each class, or four files in the format of MNIST: images and labels to train with, images and "
         "labels to test with."));

  auto* label = new QLabel(tr("&Data set"));
  label->setBuddy(m_names);
  label->setProperty("heading", true);
  m_description->setTextFormat(Qt::PlainText);
  m_description->setWordWrap(true);
  m_description->setMinimumHeight(2 * m_description->fontMetrics().lineSpacing());
  m_description->setAlignment(Qt::AlignTop);
  m_description->setProperty("muted", true);
  m_progress->setRange(0, 0);  // of unknown length: about a third of a second
  m_progress->setTextVisible(false);
  m_progress->setFixedHeight(4);
  m_progress->setAccessibleName(tr("Reading the data set"));
  QSizePolicy policy = m_progress->sizePolicy();
  policy.setRetainSizeWhenHidden(true);  // nothing below moves while data are read
  m_progress->setSizePolicy(policy);
  m_progress->hide();

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addWidget(label);
  layout->addWidget(m_names);
  layout->addWidget(m_progress);
  layout->addWidget(m_description);
  layout->addWidget(m_options);
  connect(m_names, &QComboBox::activated, this, &DatasetPicker::request);
  m_options->offerInputs();
  connect(m_options, &PointOptions::datasetRequested, this, &DatasetPicker::datasetRequested);
  showCurrent();
}

void DatasetPicker::setDatasetName(const QString& name) {
  m_name = name;
  m_options->setDatasetName(name);
  showCurrent();
}

void DatasetPicker::setLoading(bool isLoading) {
  m_names->setEnabled(!isLoading);
  m_progress->setVisible(isLoading);
  m_description->setText(isLoading ? tr("Reading the data…") : m_facts);
  if (!isLoading) showCurrent();
}

void DatasetPicker::describe(const engine::Dataset& dataset) {
  m_facts = datasetText(dataset);
  const engine::DataNameParts parts = engine::dataNameParts(dataset.name);
  if (parts.changes.empty()) {
    m_knownBase = QString::fromStdString(parts.base);
    m_known = {.classNames = dataset.classNames, .isImages = dataset.shape.isImage()};
  }
  if (m_names->isEnabled()) m_description->setText(m_facts);
}

void DatasetPicker::request(int item) {
  QString name = m_names->itemData(item).toString();
  showCurrent();  // while the dialog is open
  if (name == kChanges) name = chooseChanges();
  if (name == kTable) name = chooseTable();
  if (name == kFolder) name = chooseFolder();
  if (!name.isEmpty() && name != m_name) emit datasetRequested(name);
}

QString DatasetPicker::chooseTable() {
  return DataNameEditor::askForPlace(this, false);
}

QString DatasetPicker::chooseFolder() {
  return DataNameEditor::askForPlace(this, true);
}

QString DatasetPicker::chooseChanges() {
  QDialog dialog(this);
  dialog.setWindowTitle(tr("Classes and changes"));
  auto* editor = new DataNameEditor(DataNameEditor::Answers::Any);
  if (m_known) editor->learn(m_knownBase, *m_known);
  editor->setName(m_name);
  auto* about =
      new QLabel(tr("Another task is made of the same data: with some of the classes, with other "
                    "pixels, or with other labels. The network starts a new run with it."));
  about->setWordWrap(true);
  about->setProperty("muted", true);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  auto* rows = new QVBoxLayout(&dialog);
  rows->addWidget(about);
  rows->addWidget(editor);
  rows->addStretch();
  rows->addWidget(buttons);
  dialog.setMinimumWidth(340);
  connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
  connect(editor, &DataNameEditor::placeWanted, &dialog,
          [this, editor](bool isFolder) { editor->setBase(isFolder ? chooseFolder() : chooseTable()); });
  return dialog.exec() == QDialog::Accepted ? editor->name() : QString();
}

void DatasetPicker::showCurrent() {
  // "spiral,noise=0.1" is the entry "spiral"; its values are below.
  const QString base = m_name.section(',', 0, 0);
  const QString entry = m_names->findData(base) < 0 ? m_name : base;
  if (!entry.isEmpty() && m_names->findData(entry) < 0) {
    m_names->insertItem(0, datasetTitle(entry), entry);
    m_names->setItemData(0, entry, Qt::ToolTipRole);
  }
  m_names->setCurrentIndex(entry.isEmpty() ? -1 : m_names->findData(entry));
}

}  // namespace pellucid::ui
