// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/class_row.h"

#include <QButtonGroup>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme/class_colours.h"
#include "ui/widgets/described.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kDot = 12;

QIcon dotIcon(const QColor& colour, double ratio) {
  QPixmap picture(QSize(kDot, kDot) * ratio);
  picture.setDevicePixelRatio(ratio);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawEllipse(QRectF(1, 1, kDot - 2, kDot - 2));
  painter.end();
  return picture;
}

}  // namespace

ClassRow::ClassRow(OwnDesk& desk, Shows shows, int columns, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_shows(shows),
      m_columns(columns),
      m_group(new QButtonGroup(this)),
      m_grid(new QGridLayout),
      m_colour(
          described(new QToolButton, tr("Colour of the class"),
                    shows == Shows::Names
                        ? tr("Which colour the class that is chosen has in maps. If another class has "
                             "that colour, the two change places.")
                        : tr("Which colour the class that is chosen has, here, in the plane and in maps. "
                             "If another class has that colour, the two change places."))),
      m_name(described(new QLineEdit, tr("Name of the class"),
                       tr("What the class that is chosen is called. Type another name, and press Return."))),
      m_add(
          described(new QToolButton, tr("Add a class"),
                    tr("One class more. The network gets another output for it, so a new run begins; the one "
                       "before stays in the list of runs."))) {
  m_add->setText(tr("+ Class"));
  m_add->setFocusPolicy(Qt::StrongFocus);
  m_colour->setMenu(new QMenu(m_colour));
  m_colour->setPopupMode(QToolButton::InstantPopup);
  m_colour->setFocusPolicy(Qt::StrongFocus);
  m_name->setMaxLength(static_cast<int>(engine::kMostClassNameBytes) / 4);
  m_name->setMinimumWidth(60);
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setSpacing(3);
  auto* edit = new QHBoxLayout;
  edit->setSpacing(4);
  edit->addWidget(m_colour);
  edit->addWidget(m_name, 1);
  edit->addWidget(m_add);
  QBoxLayout* rows = shows == Shows::Colours ? static_cast<QBoxLayout*>(new QHBoxLayout(this))
                                             : static_cast<QBoxLayout*>(new QVBoxLayout(this));
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  rows->addLayout(m_grid);
  rows->addLayout(edit);
  connect(m_group, &QButtonGroup::idClicked, this, &ClassRow::choose);
  connect(m_name, &QLineEdit::editingFinished, this, [this] {
    if (!m_desk.isOpen() || !m_name->isModified()) return;
    m_name->setModified(false);
    const auto done = m_desk.renameClass(static_cast<std::size_t>(m_chosen), m_name->text());
    if (!done) emit noted(messageText(done.error().message));
    showChosen();
  });
  connect(m_colour->menu(), &QMenu::aboutToShow, this, &ClassRow::fillColours);
  connect(m_colour->menu(), &QMenu::triggered, this, [this](const QAction* action) {
    if (!m_desk.isOpen()) return;
    const auto done = m_desk.colourClass(static_cast<std::size_t>(m_chosen), action->data().toUInt());
    if (!done) emit noted(messageText(done.error().message));
  });
  connect(m_add, &QToolButton::clicked, this, [this] {
    const auto done = m_desk.addClass();
    if (!done) return emit noted(messageText(done.error().message));
    choose(static_cast<int>(m_desk.samples().classes.size()) - 1);
  });
  connect(&m_desk, &OwnDesk::changed, this, &ClassRow::refresh);
  refresh();
}

ClassRow::~ClassRow() {
  m_name->disconnect(this);  // on destruction it loses the focus, which would end its editing
}

void ClassRow::choose(int label) {
  if (!m_desk.isOpen() || label < 0 || label >= static_cast<int>(m_desk.samples().classes.size())) return;
  const bool isOther = label != m_chosen;
  m_chosen = label;
  showChosen();
  if (isOther) emit chosenChanged(label);
}

void ClassRow::refresh() {
  const bool hasClasses = m_desk.isOpen() && !m_desk.samples().classes.empty();
  setVisible(hasClasses);
  if (!hasClasses) return;
  const engine::OwnSamples& own = m_desk.samples();
  const int count = static_cast<int>(own.classes.size());
  while (static_cast<int>(m_buttons.size()) < count) {
    const int label = static_cast<int>(m_buttons.size());
    auto* button = new QToolButton;
    button->setCheckable(true);
    if (m_shows == Shows::Names) button->setProperty("toggle", true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    if (m_shows == Shows::Colours) button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_group->addButton(button, label);
    m_grid->addWidget(button, label / m_columns, label % m_columns);
    m_buttons.push_back(button);
  }
  while (static_cast<int>(m_buttons.size()) > count) {
    m_group->removeButton(m_buttons.back());
    delete m_buttons.back();
    m_buttons.pop_back();
  }
  const std::vector<int> tally = m_desk.tally();
  for (int label = 0; label < count; ++label) {
    const auto which = static_cast<std::size_t>(label);
    const QString name = QString::fromStdString(own.classes[which]);
    const QString samples = tr("%Ln sample(s)", nullptr, tally[which]);
    QToolButton* button = m_buttons[which];
    const bool hasKey = m_shows == Shows::Colours && label < static_cast<int>(engine::kMostPaintedClasses);
    if (m_shows == Shows::Colours)
      button->setIcon(dotIcon(classColour(themeOf(*this), label, count, own.colours), devicePixelRatioF()));
    button->setText(m_shows == Shows::Colours ? countText(tally[which])
                                              : tr("%1: %2").arg(name, countText(tally[which])));
    button->setAccessibleName(tr("Class %1, %2").arg(name, samples));
    button->setToolTip(
        hasKey
            ? tr("Class %1, with %2. Press %3 on the sheet to choose it.").arg(name, samples).arg(label + 1)
            : tr("Class %1, with %2").arg(name, samples));
  }
  m_add->setEnabled(own.classes.size() < own.mostClasses());
  m_chosen = std::min(m_chosen, count - 1);
  showChosen();
}

void ClassRow::showChosen() {
  if (!m_desk.isOpen() || m_buttons.empty()) return;
  const auto which = static_cast<std::size_t>(m_chosen);
  m_buttons[which]->setChecked(true);
  const engine::OwnSamples& own = m_desk.samples();
  m_colour->setIcon(dotIcon(classColour(themeOf(*this), m_chosen, std::ssize(own.classes), own.colours),
                            devicePixelRatioF()));
  m_colour->setAccessibleDescription(choosableName(engine::colourOf(own.colours, which)));
  if (m_name->isModified()) return;
  m_name->setText(QString::fromStdString(own.classes[which]));
}

/// In the current theme, with the class's own one marked.
void ClassRow::fillColours() {
  if (!m_desk.isOpen()) return;
  const std::size_t current = engine::colourOf(m_desk.samples().colours, static_cast<std::size_t>(m_chosen));
  m_colour->menu()->clear();
  for (std::size_t colour = 0; colour < engine::kClassColours; ++colour) {
    QAction* action = m_colour->menu()->addAction(
        dotIcon(choosableColour(themeOf(*this), colour), devicePixelRatioF()), choosableName(colour));
    action->setData(static_cast<unsigned>(colour));
    action->setCheckable(true);
    action->setChecked(colour == current);
    if (colour == current) m_colour->menu()->setActiveAction(action);
  }
}

void ClassRow::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && m_add != nullptr) refresh();
}

}  // namespace pellucid::ui
