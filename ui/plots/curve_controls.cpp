// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_controls.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <functional>

#include "ui/theme/icons.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {

CurveControls::CurveControls(QWidget* parent) : QWidget(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(4);
  m_fit = addButton(
      tr("F&it"), tr("Shows the complete curves and follows the latest step. Double-clicking a plot or "
                     "pressing Home does the same.\nDrag a plot to move it, turn the wheel over it to zoom; "
                     "over an axis, only that axis changes."));
  m_view = addButton(tr("A&xes"), tr("What the curves run over, what is drawn beside the loss, smoothing and "
                                     "logarithmic axes."));
  m_export = addButton(QString(), tr("Save the curves as a table or a picture, or copy the picture."));
  m_export->setAccessibleName(tr("Export the curves"));
  m_view->setAccessibleName(tr("How the curves are drawn"));
  connect(m_fit, &QToolButton::clicked, this, &CurveControls::fitRequested);

  auto* view = new QMenu(m_view);
  view->setToolTipsVisible(true);
  connect(view, &QMenu::aboutToShow, this, [this, view] { fillView(*view); });
  auto* out = new QMenu(m_export);
  out->setToolTipsVisible(true);
  connect(out->addAction(tr("&Save as table or picture…")), &QAction::triggered, this,
          &CurveControls::exportRequested);
  connect(out->addAction(tr("&Copy picture")), &QAction::triggered, this, &CurveControls::copyRequested);
  for (const auto& [button, menu] : {std::pair(m_view, view), std::pair(m_export, out)}) {
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
  }
  setIcons();
}

QToolButton* CurveControls::addButton(const QString& text, const QString& tip) {
  auto* button = new QToolButton;
  button->setText(text);
  button->setToolTip(tip);
  button->setToolButtonStyle(text.isEmpty() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
  button->setFocusPolicy(Qt::StrongFocus);
  if (!text.isEmpty()) button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  layout()->addWidget(button);
  return button;
}

void CurveControls::choose(const CurveChoices& choices) {
  m_choices = choices;
  emit chosen();
}

void CurveControls::addChoice(QMenu& menu, const QString& text, const QString& tip,
                              const std::function<bool(const CurveChoices&)>& isChosen,
                              const std::function<void(CurveChoices&)>& choose, bool isOneOfSeveral) {
  QAction* action = menu.addAction(text);
  action->setToolTip(tip);
  action->setCheckable(true);
  if (isOneOfSeveral) {
    auto* group = new QActionGroup(action);  // it makes them look exclusive; the menu is rebuilt each time
    group->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    group->addAction(action);
  }
  action->setChecked(isChosen(m_choices));
  connect(action, &QAction::triggered, this, [this, choose] {
    CurveChoices choices = m_choices;
    choose(choices);
    this->choose(choices);
  });
}

void CurveControls::fillView(QMenu& menu) {
  menu.clear();
  menu.addSection(tr("Over"));
  const std::pair<CurveAxis, QString> axes[] = {
      {CurveAxis::Steps, tr("Each step is one batch and one update.")},
      {CurveAxis::Epochs, tr("In an epoch each training sample is seen once.")},
      {CurveAxis::Samples, tr("Samples seen: runs with batches of different sizes can be compared by it.")},
      {CurveAxis::Seconds,
       tr("Seconds that this computer has spent on the steps; pauses and waiting do not count. Points of "
          "files that do not tell it are left out, and other seeds are drawn where their run was.")}};
  for (const auto& [axis, tip] : axes)
    addChoice(
        menu, axisText(axis), tip, [axis](const auto& now) { return now.axis == axis; },
        [axis](auto& now) { now.axis = axis; }, true);
  menu.addSection(tr("Beside the loss"));
  for (const CurveQuantity quantity : kCurveQuantities)
    if (quantity != CurveQuantity::Loss)
      addChoice(
          menu, quantityName(quantity), quantityLesson(quantity),
          [quantity](const auto& now) { return now.beside == quantity; },
          [quantity](auto& now) { now.beside = quantity; }, true);
  menu.addSection(tr("Smoothing"));
  for (const int points : {1, 5, 20, 100})
    addChoice(
        menu, points == 1 ? tr("none") : tr("over about %Ln point(s)", nullptr, points),
        tr("The mean of the points so far, in which new ones count more. The curve as it was measured stays "
           "visible behind it."),
        [points](const auto& now) { return now.smoothing == points; },
        [points](auto& now) { now.smoothing = points; }, true);
  menu.addSection(tr("Logarithmic"));
  const auto addLogarithm = [&](CurveQuantity quantity, const QString& tip) {
    addChoice(
        menu, quantityName(quantity), tip,
        [quantity](const auto& now) { return now.logarithmic.contains(quantity); },
        [quantity](auto& now) {
          if (now.logarithmic.erase(quantity) == 0) now.logarithmic.insert(quantity);
        },
        false);
  };
  addLogarithm(CurveQuantity::Loss,
               tr("Halving the loss is always the same distance then, so you see progress even when it is "
                  "already small."));
  if (m_choices.beside != CurveQuantity::Accuracy)
    addLogarithm(m_choices.beside, tr("Ten times as much is always the same distance then."));
  addChoice(
      menu, axisText(m_choices.axis), tr("The fast beginning gets as much space as the slow remainder then."),
      [](const auto& now) { return now.isAxisLogarithmic; },
      [](auto& now) { now.isAxisLogarithmic = !now.isAxisLogarithmic; }, false);
}

void CurveControls::setIcons() {
  m_fit->setIcon(icon(QStringLiteral("zoom-fit"), themeOf(*this)));
  m_view->setIcon(icon(QStringLiteral("settings"), themeOf(*this)));
  m_export->setIcon(icon(QStringLiteral("export"), themeOf(*this)));
}

void CurveControls::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) setIcons();
}

}  // namespace pellucid::ui
