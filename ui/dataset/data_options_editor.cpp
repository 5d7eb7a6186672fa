// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/data_options_editor.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QSignalBlocker>
#include <QSpinBox>
#include <algorithm>

#include "engine/base/numbers.h"
#include "engine/base/split_text.h"
#include "ui/dataset/name_options.h"
#include "ui/dataset/table_file_picker.h"
#include "ui/widgets/described.h"

namespace pellucid::ui {

using engine::DataKind;

DataOptionsEditor::DataOptionsEditor(QWidget* parent) : QWidget(parent), m_form(new QFormLayout(this)) {
  m_form->setContentsMargins(0, 0, 0, 0);
  m_form->setVerticalSpacing(4);
  m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  addRows();
}

DataOptionsEditor::~DataOptionsEditor() {
  m_seed->disconnect(this);  // on destruction it loses the focus, which would end its editing
}

QSpinBox* DataOptionsEditor::addCount(const std::string& option, int least, int most, int usual,
                                      double divisor) {
  auto* box = new QSpinBox;
  box->setRange(least, most);
  box->setKeyboardTracking(false);
  box->setAccelerated(true);
  m_counts.push_back({.option = option, .box = box, .usual = usual, .divisor = divisor});
  connect(box, &QSpinBox::valueChanged, this, [this, option, divisor, usual](int value) {
    std::string text;
    engine::appendNumber(text, static_cast<double>(value) / divisor);
    set(option, value == usual ? std::nullopt : std::optional(text));
  });
  return box;
}

QComboBox* DataOptionsEditor::addChoice(const std::string& option,
                                        const std::vector<std::pair<QString, std::string>>& items) {
  auto* box = new QComboBox;
  for (const auto& [text, value] : items) box->addItem(text, QString::fromStdString(value));
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(10);
  m_choices.push_back({.option = option, .box = box});
  connect(box, &QComboBox::activated, this, [this, option, box] {
    const std::string value = box->currentData().toString().toStdString();
    set(option, value.empty() ? std::nullopt : std::optional(value));
  });
  return box;
}

QWidget* DataOptionsEditor::addSides(QSpinBox** height, QSpinBox** width, int least,
                                     void (DataOptionsEditor::*changed)()) {
  auto* both = new QWidget;
  auto* sides = new QHBoxLayout(both);
  sides->setContentsMargins(0, 0, 0, 0);
  for (QSpinBox** side : {height, width}) {
    *side = new QSpinBox;
    (*side)->setRange(least, static_cast<int>(engine::kMaxPictureSide));
    (*side)->setKeyboardTracking(false);
    sides->addWidget(*side, 1);
    if (side == height) sides->addWidget(new QLabel(QStringLiteral("×")));
    connect(*side, &QSpinBox::valueChanged, this, changed);
  }
  both->setFocusProxy(*height);
  return both;
}

void DataOptionsEditor::addRows() {
  m_size = addSides(&m_height, &m_width, 1, &DataOptionsEditor::setSize);
  const QString sizeTip = tr(
      "How many pixels a picture has when the network is given it. Smaller pictures train faster; each pixel "
      "is the mean of what it covers.");
  described(m_height, tr("Height in pixels"), sizeTip);
  described(m_width, tr("Width in pixels"), sizeTip);
  m_form->addRow(tr("Size"), m_size);
  const auto add = [this](const QString& title, QWidget* field, const QString& name, const QString& tip) {
    m_form->addRow(title, described(field, name, tip));
  };
  add(tr("Colour"),
      addChoice("colour",
                {{tr("as in the pictures"), ""}, {tr("grey"), "grey"}, {tr("red, green, blue"), "rgb"}}),
      tr("Colour"), tr("Grey pictures have one number for each pixel, others three: red, green and blue."));
  add(tr("Fit"),
      addChoice("fit", {{tr("with a border"), ""}, {tr("cropped"), "crop"}, {tr("stretched"), "stretch"}}),
      tr("Fit of pictures of another shape"),
      tr("What becomes of a picture of another shape: all of it is seen with a border beside it, or its "
         "middle, "
         "or all of it out of proportion."));
  add(tr("Ink"),
      addChoice("ink",
                {{tr("as it is"), ""}, {tr("bright on dark"), "bright"}, {tr("dark on bright"), "dark"}}),
      tr("Ink or paper bright"),
      tr("MNIST's digits are bright on dark. Pictures whose border says otherwise are inverted."));
  add(tr("Target is"),
      addChoice("target", {{tr("as it seems"), ""}, {tr("a class"), "classes"}, {tr("a number"), "numbers"}}),
      tr("Type of the target"),
      tr("Whether the numbers in the column of the target are names of classes, or amounts."));
  add(tr("Gaps"), addChoice("missing", {{tr("leave the row out"), ""}, {tr("fill with the mean"), "mean"}}),
      tr("Missing cells"),
      tr("What becomes of rows with empty cells. The mean is that of the column in the training samples."));
  add(tr("Words"), addChoice("text", {{tr("refuse"), ""}, {tr("one input each"), "onehot"}}),
      tr("Columns of words"),
      tr("A network computes with numbers. Each word of a column can become an input of its own, which is 1 "
         "where the cell has this word and 0 elsewhere (one-hot)."));
  m_shape = addSides(&m_rows, &m_columns, 0, &DataOptionsEditor::setShape);
  const QString shapeTip = tr(
      "Where the inputs are the pixels of an image, row by row: how many rows and columns it has. The "
      "network "
      "can then have convolutions, and the samples are shown as images. Columns that are no pixels are left "
      "out in the list of columns.");
  for (QSpinBox* side : {m_rows, m_columns}) side->setSpecialValueText(tr("none"));
  described(m_rows, tr("Rows of the image"), shapeTip);
  described(m_columns, tr("Columns of the image"), shapeTip);
  m_form->addRow(tr("Image"), m_shape);
  add(tr("Inputs"), addChoice("scale", {{tr("as they are"), ""}, {tr("divided by 255"), "255"}}),
      tr("Scale of the inputs"),
      tr("A network learns best from numbers near 0. Pixels from 0 to 255 become 0 to 1 when they are "
         "divided "
         "by 255. For columns of different sizes, add the change “Standardise” above."));
  add(tr("Use only"), addCount("samples", 0, 100'000, 0, 1), tr("Number of training samples"),
      tr("How many of the training samples are used, as evenly of all classes as they allow. 0 means all. "
         "With "
         "few, a network soon knows them by heart."));
  add(tr("Test share"), addCount("test", 1, 99, 20, 100), tr("Share of the samples for testing"),
      tr("The share of all samples that is kept for testing. They never take part in training."));
  m_testFile = new TableFilePicker(
      tr("Table with the test samples"),
      tr("Another table with the same columns, all of whose rows are for testing, instead of a share of this "
         "one."));
  m_form->addRow(tr("or a file"), m_testFile);
  add(tr("Validation"), addCount("validation", 0, 90, 0, 100),
      tr("Share of the training samples for validation"),
      tr("The share of the training samples that is set aside to choose by: when to stop, which weights are "
         "best. The test samples then stay unseen until the end."));
  m_validationFile = new TableFilePicker(tr("Table with the samples for validation"),
                                         tr("Another table with the same columns, all of whose rows are for "
                                            "validation, instead of a share of the "
                                            "training samples."));
  m_form->addRow(tr("or a file"), m_validationFile);
  for (const auto& [picker, option] :
       {std::pair(m_testFile, std::string("test")), {m_validationFile, std::string("validation")}})
    connect(picker, &TableFilePicker::edited, this, [this, picker, option] {
      const std::string& file = picker->file();
      if (!file.empty()) m_name = withOption(m_name, option, std::nullopt);  // they exclude each other
      set(option + "-file", file.empty() ? std::nullopt : std::optional(file));
    });
  for (const Count& count : m_counts)
    if (count.divisor > 1)
      count.box->setSuffix(tr(" %"));
    else
      count.box->setSpecialValueText(tr("all"));
  m_seed = new QLineEdit;
  m_seed->setValidator(
      new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\d{1,19}")), m_seed));
  add(tr("Seed"), m_seed, tr("Seed of the split"),
      tr("Which samples are for testing, and which are set aside, follows from this number: the same seed "
         "gives "
         "the same split."));
  connect(m_seed, &QLineEdit::editingFinished, this, [this] {
    const std::string seed = m_seed->text().toStdString();
    if (seed == optionOf(m_name, "seed").value_or("1")) return;
    set("seed", seed.empty() || seed == "1" ? std::nullopt : std::optional(seed));
  });
}

void DataOptionsEditor::set(const std::string& option, const std::optional<std::string>& value) {
  const std::string name = withOption(m_name, option, value);
  if (name == m_name) return;
  m_name = name;
  emit edited();
}

void DataOptionsEditor::setSize() {
  set("size", std::to_string(m_height->value()) + "x" + std::to_string(m_width->value()));
}

void DataOptionsEditor::setShape() {
  const auto told = engine::splitText(optionOf(m_name, "shape").value_or(""), 'x');
  const std::string channels = told.size() == 3 ? told[0] + "x" : "";
  const bool isTold = m_rows->value() > 0 && m_columns->value() > 0;
  set("shape", isTold ? std::optional(channels + std::to_string(m_rows->value()) + "x" +
                                      std::to_string(m_columns->value()))
                      : std::nullopt);
}

void DataOptionsEditor::setName(const std::string& name, DataKind kind, const engine::Shape& shape) {
  const std::string base = engine::dataNameParts(name).base;
  const bool isSame = base == engine::dataNameParts(m_name).base;
  m_name = name;
  m_kind = kind;
  for (const Choice& choice : m_choices) {
    const QString value = QString::fromStdString(optionOf(name, choice.option).value_or(""));
    if (choice.option == "scale" && choice.box->findData(value) < 0)  // as typed on the command line
      choice.box->addItem(tr("divided by %1").arg(value), value);
    const int item = choice.box->findData(value);
    choice.box->setCurrentIndex(std::max(item, 0));
  }
  for (const Count& count : m_counts) {
    const QSignalBlocker blocker(count.box);
    const auto text = optionOf(name, count.option);
    const auto value = text ? engine::parseNumber<double>(*text) : std::nullopt;
    count.box->setValue(value ? qRound(*value * count.divisor) : count.usual);
  }
  if (!isSame || !m_seed->hasFocus())
    m_seed->setText(QString::fromStdString(optionOf(name, "seed").value_or("1")));
  const auto size = engine::splitText(optionOf(name, "size").value_or(""), 'x');
  const auto side = [&size](std::size_t which, engine::Index otherwise) {
    const auto told = size.size() == 2 ? engine::parseNumber<int>(size[which]) : std::nullopt;
    return told.value_or(static_cast<int>(otherwise));
  };
  for (const auto& [box, value] :
       {std::pair(m_height, side(0, shape.height)), {m_width, side(1, shape.width)}}) {
    const QSignalBlocker blocker(box);
    box->setValue(value);
  }
  auto rowsAndColumns = engine::splitText(optionOf(name, "shape").value_or(""), 'x');
  if (rowsAndColumns.size() == 3) rowsAndColumns.erase(rowsAndColumns.begin());
  for (const auto& [box, which] : {std::pair(m_rows, std::size_t{0}), {m_columns, std::size_t{1}}}) {
    // A value typed on one side waits for the other.
    if (isSame && rowsAndColumns.size() != 2 && (m_rows->hasFocus() || m_columns->hasFocus())) continue;
    const QSignalBlocker blocker(box);
    box->setValue(rowsAndColumns.size() == 2 ? engine::parseNumber<int>(rowsAndColumns[which]).value_or(0)
                                             : 0);
  }
  m_testFile->setFile(optionOf(name, "test-file").value_or(""), base);
  m_validationFile->setFile(optionOf(name, "validation-file").value_or(""), base);
  showKind();
}

void DataOptionsEditor::setRowShown(QWidget* field, bool isShown) {
  field->setVisible(isShown);
  m_form->labelForField(field)->setVisible(isShown);
}

void DataOptionsEditor::showKind() {
  const auto isOf = [this](std::initializer_list<DataKind> kinds) {
    return std::ranges::find(kinds, m_kind) != kinds.end();
  };
  const bool isPictures = m_kind == DataKind::Pictures;
  const bool isTable = m_kind == DataKind::Table;
  setRowShown(m_size, isPictures);
  setRowShown(m_shape, isTable);
  setRowShown(m_testFile, isTable);
  setRowShown(m_validationFile, isTable);
  for (const Choice& choice : m_choices)
    setRowShown(choice.box, choice.option == "target" || choice.option == "missing" ||
                                    choice.option == "text" || choice.option == "scale"
                                ? isTable
                                : isPictures);
  for (const Count& count : m_counts)
    setRowShown(count.box,
                count.option == "samples" ? isOf({DataKind::Images, DataKind::Pictures})
                : count.option == "test"
                    ? isOf({DataKind::Table, DataKind::Pictures, DataKind::Own}) && m_testFile->file().empty()
                    : m_kind != DataKind::Lesson && m_validationFile->file().empty());
  setRowShown(m_seed, isOf({DataKind::Table, DataKind::Pictures, DataKind::Images, DataKind::Own}));
}

}  // namespace pellucid::ui
