// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/table_form_editor.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <algorithm>

#include "engine/data/catalogue.h"
#include "ui/dataset/name_options.h"
#include "ui/widgets/described.h"

namespace pellucid::ui {
namespace {

using engine::TableGlance;
using engine::TextEncoding;

/// The context of these texts for translators.
struct TableFormText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::TableFormText)
};

QString encodingText(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::Utf16:
      return QStringLiteral("UTF-16");
    case TextEncoding::Windows1252:
      return QStringLiteral("Windows-1252");
    case TextEncoding::Utf8:
      break;
  }
  return QStringLiteral("UTF-8");
}

QString decimalText(char mark) {
  return mark == ',' ? TableFormText::tr("comma (2,5)") : TableFormText::tr("point (2.5)");
}

QString headerText(bool hasHeader) {
  return hasHeader ? TableFormText::tr("names of columns") : TableFormText::tr("a sample");
}

QString separatorText(char separator) {
  switch (separator) {
    case ',':
      return TableFormText::tr("commas");
    case ';':
      return TableFormText::tr("semicolons");
    case '\t':
      return TableFormText::tr("tabs");
    case '|':
      return TableFormText::tr("bars |");
    case ' ':
      return TableFormText::tr("blanks");
    default:
      return QString(QLatin1Char(separator));
  }
}

QString foundSeparator(const TableGlance& glance) {
  return glance.found ? separatorText(glance.found->csv.separator) : QString();
}

QString foundDecimal(const TableGlance& glance) {
  if (!glance.found) return {};
  const auto& marks = glance.found->decimals;
  const bool hasComma = std::ranges::find(marks, ',') != marks.end();
  const bool hasPoint = std::ranges::find(marks, '.') != marks.end();
  if (hasComma && hasPoint) return TableFormText::tr("by column");
  return decimalText(hasComma ? ',' : '.');
}

QString foundEncoding(const TableGlance& glance) {
  return encodingText(glance.foundEncoding);
}

QString foundHeader(const TableGlance& glance) {
  return glance.found ? headerText(glance.found->hasHeader) : QString();
}

}  // namespace

TableFormEditor::TableFormEditor(QWidget* parent)
    : QWidget(parent), m_form(new QFormLayout(this)), m_gaps(new QLineEdit) {
  m_form->setContentsMargins(0, 0, 0, 0);
  m_form->setVerticalSpacing(4);
  m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  addChoice(tr("Separator"),
            tr("What stands between two cells of a row. Pellucid takes what gives most rows the same number "
               "of cells."),
            {.option = "separator", .box = new QComboBox, .found = foundSeparator},
            {{separatorText(','), "comma"},
             {separatorText(';'), "semicolon"},
             {separatorText('\t'), "tab"},
             {separatorText('|'), "bar"},
             {separatorText(' '), "blank"}});
  addChoice(tr("Decimals"),
            tr("What stands before the fraction of a number. The other mark may then stand between "
               "thousands: 1.234,5 or 1,234.5."),
            {.option = "decimal", .box = new QComboBox, .found = foundDecimal},
            {{decimalText('.'), "point"}, {decimalText(','), "comma"}});
  addChoice(tr("First line"),
            tr("Whether the first line has the names of the columns, or is the first of the samples."),
            {.option = "header", .box = new QComboBox, .found = foundHeader},
            {{headerText(true), "yes"}, {headerText(false), "no"}});
  addChoice(tr("Encoding"),
            tr("How letters are written as bytes. Where names look broken, as in MÃ¼nchen, another "
               "encoding puts them right."),
            {.option = "encoding", .box = new QComboBox, .found = foundEncoding},
            {{encodingText(TextEncoding::Utf8), "utf-8"},
             {encodingText(TextEncoding::Utf16), "utf-16"},
             {encodingText(TextEncoding::Windows1252), "windows-1252"}});
  m_gaps->setPlaceholderText(tr("such as -999, unknown"));
  m_gaps->setValidator(
      new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[^|=+:]*")), m_gaps));
  m_form->addRow(tr("Also empty"),
                 described(m_gaps, tr("Cells that count as empty, too"),
                           tr("What else means that a number is missing, with commas between: some tables "
                              "write -999. Cells without text, NA, NaN, ? and null are empty anyway.")));
  connect(m_gaps, &QLineEdit::editingFinished, this, &TableFormEditor::setGaps);
}

void TableFormEditor::addChoice(const QString& title, const QString& tip, Choice choice,
                                const std::vector<std::pair<QString, std::string>>& items) {
  QComboBox* box = choice.box;
  box->addItem(tr("found"), QString());
  for (const auto& [text, value] : items) box->addItem(text, QString::fromStdString(value));
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(10);
  m_form->addRow(title, described(box, title, tip));
  connect(box, &QComboBox::activated, this, [this, option = choice.option, box] {
    const std::string value = box->currentData().toString().toStdString();
    set(option, value.empty() ? std::nullopt : std::optional(value));
  });
  m_choices.push_back(std::move(choice));
}

void TableFormEditor::set(const std::string& option, const std::optional<std::string>& value) {
  take(withOption(m_name, option, value));
}

void TableFormEditor::setGaps() {
  std::vector<std::string> gaps;
  for (const QString& each : m_gaps->text().split(QLatin1Char(','), Qt::SkipEmptyParts))
    if (!each.trimmed().isEmpty()) gaps.push_back(each.trimmed().toStdString());
  take(withListOption(m_name, "gaps", gaps));
}

void TableFormEditor::take(std::string name) {
  if (name == m_name) return;
  m_name = std::move(name);
  emit edited();
}

TableFormEditor::~TableFormEditor() {
  m_gaps->disconnect(this);  // on destruction it loses the focus, which would end its editing
}

void TableFormEditor::setName(const std::string& name, const TableGlance* glance) {
  const bool isSameTable = engine::dataNameParts(name).base == engine::dataNameParts(m_name).base;
  m_name = name;
  for (const Choice& choice : m_choices) {
    const QString found = glance != nullptr ? choice.found(*glance) : QString();
    choice.box->setItemText(0, found.isEmpty() ? tr("as it is found") : tr("found: %1").arg(found));
    const int item = choice.box->findData(QString::fromStdString(optionOf(name, choice.option).value_or("")));
    choice.box->setCurrentIndex(std::max(item, 0));
  }
  if (isSameTable && m_gaps->hasFocus()) return;  // it is being typed
  QStringList gaps;
  for (const std::string& each : listOption(name, "gaps")) gaps << QString::fromStdString(each);
  m_gaps->setText(gaps.join(QStringLiteral(", ")));
}

}  // namespace pellucid::ui
