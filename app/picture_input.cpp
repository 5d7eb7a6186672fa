// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture_input.h"

#include <QFileDialog>
#include <QFileInfo>

#include "app/picture_decoder.h"
#include "engine/data/catalogue.h"
#include "engine/data/data_name.h"
#include "engine/data/gzip.h"
#include "ui/widgets/message_text.h"

namespace pellucid::app {
namespace {

constexpr std::size_t kMostPictureBytes = 128 * std::size_t{1024} * 1024;

const QStringList& pictureEndings() {
  static const QStringList kEndings = {"png", "jpg", "jpeg", "webp", "bmp", "gif", "tif", "tiff"};
  return kEndings;
}

/// As a folder of pictures is read with these options.
engine::Result<ImageInput> fittedPicture(const engine::Shape& shape, const engine::PictureWishes& wishes,
                                         const std::filesystem::path& path) {
  const auto bytes = engine::readFile(path, kMostPictureBytes, engine::Streams::Refused);
  if (!bytes) return bytes.error();
  const auto picture = decodePicture(*bytes, std::max(shape.height, shape.width));
  if (!picture)
    return engine::Error{engine::message("{} cannot be shown: {}", path.string(), picture.error().message)};
  std::vector<std::uint8_t> sample(static_cast<std::size_t>(shape.size()));
  const bool isInverted =
      engine::fitPicture(*picture, {.shape = shape, .fit = wishes.fit, .ink = wishes.ink}, sample);
  ImageInput input{.input = engine::Vector(shape.size()), .isInverted = isInverted};
  for (std::size_t i = 0; i < sample.size(); ++i)
    input.input[static_cast<engine::Index>(i)] = static_cast<engine::Scalar>(sample[i]) / 255;
  return input;
}

}  // namespace

engine::Result<ImageInput> pictureFor(const engine::Dataset& data, const std::filesystem::path& path) {
  const bool isOfFolder = engine::dataKind(data.name) == engine::DataKind::Pictures;
  if (isOfFolder) {
    const engine::DataNameParts parts = engine::dataNameParts(data.name);
    const auto named = engine::parseDataOptions(
        parts.base, parts.options,
        {"size", "colour", "fit", "ink", "test", "samples", "seed", "validation", "rules"});
    if (!named) return named.error();
    return fittedPicture(data.shape, named->options.picture, path);
  }
  if (data.shape.channels != 1) return fittedPicture(data.shape, {}, path);
  const bool isFramed = areDigits(data.shape, data.classNames, data.name);
  return readImage(path, data.shape, isFramed ? Framing::Digit : Framing::None);
}

PictureInput::PictureInput(ui::Document& document, ui::SampleNavigator& navigator,
                           const ui::StepPlayer& player, ui::Actions& actions, QWidget& window)
    : m_document(document), m_navigator(navigator), m_player(player), m_actions(actions), m_window(window) {
  connect(&actions[ui::ActionId::ShowPicture], &QAction::triggered, this, &PictureInput::ask);
}

bool PictureInput::isPicture(const QString& path) {
  const QFileInfo file(path);
  return !file.isDir() && pictureEndings().contains(file.suffix().toLower());
}

void PictureInput::ask() {
  const QString filter = tr("Pictures (%1)").arg("*." + pictureEndings().join(" *."));
  const QString path = QFileDialog::getOpenFileName(&m_window, tr("Show a picture to the network"), {},
                                                    filter + ";;" + tr("All files (*)"));
  if (!path.isEmpty()) read(path);
}

void PictureInput::read(const QString& path) {
  const QString file = QFileInfo(path).fileName();
  const engine::DatasetPtr data = m_document.hasData() ? m_document.dataset() : nullptr;
  if (!data)
    return emit refused(tr("%1 can be shown once the data have been read. Try again in a moment.").arg(file));
  if (!data->shape.isImage())
    return emit refused(
        tr("%1 is a picture, and this network takes numbers. First open a network that takes pictures: there "
           "are some for digits in the gallery. To train on pictures of your own, put them into a folder "
           "with "
           "one subfolder for each class, and drop that folder here.")
            .arg(file));
  if (const QString why = m_player.whyOnlyTheBatch(); !why.isEmpty()) return emit refused(why);
  m_reader.request([data, place = std::filesystem::path(path.toStdString())](
                       const engine::Progress&) { return pictureFor(*data, place); },
                   [this, file, data](const engine::Result<ImageInput>& input) { show(file, data, input); });
}

void PictureInput::show(const QString& file, const engine::DatasetPtr& data,
                        const engine::Result<ImageInput>& input) {
  if (!input) return emit refused(ui::messageText(input.error().message));
  if (m_document.dataset() != data || !m_player.whyOnlyTheBatch().isEmpty()) return;  // it was for another
  emit taken();
  m_navigator.showDrawing(input->input);
  m_actions[ui::ActionId::ShowNetwork].setChecked(true);
  const engine::Shape& shape = data->shape;
  const QString told = tr("%1 is on the canvas, as %2×%3 pixels, and the network answers it.")
                           .arg(file)
                           .arg(shape.width)
                           .arg(shape.height);
  emit shown(input->isInverted ? tr("%1 It was inverted, because the network knows it the other way round: "
                                    "what is bright there was dark here.")
                                     .arg(told)
                               : told);
}

}  // namespace pellucid::app
