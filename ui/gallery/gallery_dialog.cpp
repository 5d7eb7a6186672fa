// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "ui/canvas/network_preview.h"
#include "ui/gallery/example_moment.h"
#include "ui/gallery/example_texts.h"

namespace pellucid::ui {
namespace {

constexpr int kColumns = 3;
constexpr int kCardGap = 12;

bool isMove(int key) {
  constexpr std::array kMoves = {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up,
                                 Qt::Key_Down, Qt::Key_Home,  Qt::Key_End};
  return std::ranges::find(kMoves, key) != kMoves.end();
}

bool isText(const QKeyEvent& key) {
  const QString text = key.text();
  const bool isCommand = (key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) != Qt::NoModifier;
  return !isCommand && !text.isEmpty() && text[0].isPrint() && !text[0].isSpace();
}

}  // namespace

GalleryDialog::GalleryDialog(engine::DataLocations locations, QWidget* parent)
    : QDialog(parent),
      m_locations(std::move(locations)),
      m_search(new QLineEdit),
      m_scroll(new QScrollArea),
      m_nothing(new QLabel(tr("No example has all of these words."))) {
  setWindowTitle(tr("New experiment"));
  m_search->setPlaceholderText(tr("Type to search"));
  m_search->setClearButtonEnabled(true);
  m_search->setAccessibleName(tr("Search"));
  m_search->setToolTip(tr(
      "Shows the examples that have all of these words in their title, sentence, family or data. Down goes "
      "to the first of them, Enter opens it."));
  auto* about =
      new QLabel(tr("Each opens an experiment that is ready to be trained, changed and taken apart. Nothing "
                    "can be broken."));
  about->setProperty("muted", true);
  about->setWordWrap(true);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  m_nothing->setProperty("muted", true);
  m_nothing->hide();

  auto* buttons = new QDialogButtonBox;
  buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
  m_open = buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
  m_open->setToolTip(tr("Opens the marked example (Enter)"));
  m_open->setDefault(true);
  m_remove = buttons->addButton(tr("&Remove…"), QDialogButtonBox::ResetRole);
  m_remove->setToolTip(tr("Removes the marked example from the gallery, if it is one of your own (Delete)"));
  m_remove->setAutoDefault(false);
  auto* rows = new QVBoxLayout(this);
  rows->addWidget(m_search);
  rows->addWidget(about);
  rows->addWidget(m_nothing);
  rows->addWidget(m_scroll, 1);
  rows->addWidget(buttons);
  setTabOrder(m_search, m_remove);
  resize(960, 610);
  setCurrent(nullptr);

  m_search->installEventFilter(this);
  connect(m_search, &QLineEdit::textChanged, this, &GalleryDialog::search);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_open, &QPushButton::clicked, this, [this] {
    if (m_current != nullptr) choose(*m_current);
  });
  connect(m_remove, &QPushButton::clicked, this, [this] {
    if (m_current != nullptr)
      emit removalWanted(engine::StoredExample(m_current->stored()));  // a copy: the card may go
  });
}

void GalleryDialog::setExamples(const std::vector<engine::StoredExample>& examples) {
  const std::optional<engine::StoredExample> marked =
      m_current != nullptr ? std::optional(m_current->stored()) : std::nullopt;
  setCurrent(nullptr);
  for (ExampleCard* card : m_cards) card->deleteLater();
  m_cards.clear();
  for (const engine::StoredExample& stored : examples) {
    auto* card = new ExampleCard(stored);
    card->installEventFilter(this);
    connect(card, &QAbstractButton::clicked, this, [this, card] { choose(*card); });
    connect(card, &ExampleCard::focused, this, [this, card] { setCurrent(card); });
    m_cards.push_back(card);
  }
  layOutCards();
  const auto same =
      std::ranges::find_if(m_cards, [&](const ExampleCard* card) { return card->stored() == marked; });
  if (!m_cards.empty()) setCurrent(same != m_cards.end() ? *same : m_cards.front());
  if (m_current != nullptr && isVisible() && m_search->text().isEmpty())
    m_current->setFocus(Qt::TabFocusReason);
  paintNext();
}

std::vector<ExampleCard*> GalleryDialog::shownCards() const {
  const QStringList words = m_search->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
  std::vector<ExampleCard*> shown;
  std::ranges::copy_if(m_cards, std::back_inserter(shown),
                       [&](const ExampleCard* card) { return card->matches(words); });
  return shown;
}

void GalleryDialog::layOutCards() {
  for (ExampleCard* card : m_cards) {
    card->hide();
    card->setParent(this);  // so that it survives the page
  }
  delete m_scroll->takeWidget();
  m_page = new QWidget;
  auto* rows = new QVBoxLayout(m_page);
  rows->setContentsMargins(0, 0, 10, 0);
  QGridLayout* grid = nullptr;
  std::optional<engine::ExampleFamily> family;
  int count = 0;
  // A few cards are as wide as many.
  const auto fillRow = [&] {
    for (int column = count; grid != nullptr && column < kColumns; ++column)
      grid->addWidget(new QWidget, 0, column);
  };
  for (ExampleCard* card : shownCards()) {
    if (family != card->example().family) {
      fillRow();
      family = card->example().family;
      auto* heading = new QLabel(familyText(*family));
      heading->setProperty("heading", true);
      rows->addWidget(heading);
      grid = new QGridLayout;
      grid->setSpacing(kCardGap);
      for (int column = 0; column < kColumns; ++column) grid->setColumnStretch(column, 1);
      rows->addLayout(grid);
      rows->addSpacing(6);
      count = 0;
    }
    grid->addWidget(card, count / kColumns, count % kColumns);
    card->show();
    ++count;
  }
  fillRow();
  rows->addStretch();
  m_nothing->setVisible(!family && !m_cards.empty());
  m_scroll->setWidget(m_page);
  m_page->show();
  QWidget* before = m_search;
  for (ExampleCard* card : shownCards()) {
    setTabOrder(before, card);
    before = card;
  }
}

void GalleryDialog::search() {
  layOutCards();
  const auto shown = shownCards();
  setCurrent(shown.empty() ? nullptr : shown.front());
  m_scroll->verticalScrollBar()->setValue(0);
}

void GalleryDialog::setCurrent(ExampleCard* card) {
  if (m_current != nullptr) m_current->setMarked(false);
  m_current = card;
  if (card != nullptr) card->setMarked(true);
  m_open->setEnabled(card != nullptr);
  m_remove->setEnabled(card != nullptr && card->example().family == engine::ExampleFamily::Own);
  if (card != nullptr && card->hasFocus()) m_scroll->ensureWidgetVisible(card, 0, 30);
}

void GalleryDialog::choose(ExampleCard& card) {
  accept();
  // A copy: a dialog may open meanwhile, and the cards be replaced.
  emit chosen(engine::Example(card.example()));
}

void GalleryDialog::moveFrom(const ExampleCard& card, int key) {
  const std::vector<ExampleCard*> shown = shownCards();
  const auto here = std::ranges::find(shown, &card);
  if (here == shown.end()) return;
  const auto placeOf = [this](const ExampleCard& each) { return each.mapTo(m_page, each.rect().center()); };
  ExampleCard* next = nullptr;
  if (key == Qt::Key_Right && here + 1 != shown.end()) next = *(here + 1);
  if (key == Qt::Key_Left && here != shown.begin()) next = *(here - 1);
  if (key == Qt::Key_Home) next = shown.front();
  if (key == Qt::Key_End) next = shown.back();
  if (key == Qt::Key_Down || key == Qt::Key_Up) {
    // The nearest of the next row.
    const QPoint from = placeOf(card);
    const int sign = key == Qt::Key_Down ? 1 : -1;
    const auto distance = [&](const ExampleCard& other) {
      const QPoint to = placeOf(other) - from;
      constexpr int kRow = 10'000;  // rows take precedence over columns
      return std::abs(to.y()) * kRow + std::abs(to.x());
    };
    for (ExampleCard* other : shown)
      if (sign * (placeOf(*other).y() - from.y()) > card.height() / 2 &&
          (next == nullptr || distance(*other) < distance(*next)))
        next = other;
    if (next == nullptr && key == Qt::Key_Up) m_search->setFocus();
  }
  if (next != nullptr) next->setFocus(Qt::TabFocusReason);
}

bool GalleryDialog::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QDialog::eventFilter(watched, event);
  auto& key = static_cast<QKeyEvent&>(*event);
  auto* card = watched == m_search ? m_current : qobject_cast<ExampleCard*>(watched);
  if (card == nullptr) return false;
  if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) {
    choose(*card);
    return true;
  }
  if (watched == m_search) {
    if (key.key() != Qt::Key_Down) return false;
    card->setFocus(Qt::TabFocusReason);
    return true;
  }
  if (key.key() == Qt::Key_Delete && m_remove->isEnabled()) {
    m_remove->click();
    return true;
  }
  if (isMove(key.key())) {
    moveFrom(*card, key.key());
    return true;
  }
  if (!isText(key)) return false;
  m_search->setFocus();
  m_search->setText(m_search->text() + key.text());
  return true;
}

void GalleryDialog::showEvent(QShowEvent* event) {
  QDialog::showEvent(event);
  constexpr QSize kFrame(12, 44);  // the window frame
  resize(size().boundedTo(screen()->availableGeometry().size() - kFrame));
  m_search->clear();
  if (m_current != nullptr) m_current->setFocus(Qt::TabFocusReason);
}

void GalleryDialog::changeEvent(QEvent* event) {
  QDialog::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) paintNext();
}

void GalleryDialog::paintNext() {
  const Theme& theme = themeOf(*this);
  const auto isOf = [&theme](const ExampleCard& card) {
    return [&](const Painted& each) { return each.theme == &theme && each.stored == card.stored(); };
  };
  ExampleCard* next = nullptr;
  for (ExampleCard* card : m_cards) {
    const auto painted = std::ranges::find_if(m_painted, isOf(*card));
    if (painted != m_painted.end())
      card->setPicture(painted->image);
    else if (next == nullptr)
      next = card;
  }
  if (next == nullptr) {
    m_dataset = nullptr;  // no longer needed
    return;
  }
  m_job.request(
      [stored = next->stored(), &theme, locations = m_locations, before = m_dataset,
       ratio = devicePixelRatioF()](const engine::Progress& progress) -> Picture {
        const engine::Example& example = stored.example;
        const engine::DataSpec wanted{.name = previewDataOf(example.experiment),
                                      .own = example.experiment.data.own};
        const bool isSame = before && wanted == engine::DataSpec{.name = before->name, .own = before->own};
        const engine::Result<engine::DatasetPtr> dataset =
            isSame ? before : engine::loadDataset(wanted, locations, engine::Streams::Refused, progress);
        if (!dataset) return {.image = {}, .dataset = before};
        const auto moment = exampleMoment(example, *dataset);
        return {.image = moment ? networkPreview(**moment, theme, ExampleCard::kPicture, ratio) : QImage(),
                .dataset = *dataset};
      },
      [this, stored = next->stored(), &theme](Picture picture) {
        m_dataset = std::move(picture.dataset);
        m_painted.push_back({.stored = stored, .theme = &theme, .image = std::move(picture.image)});
        paintNext();
      });
}

}  // namespace pellucid::ui
