import CPNG

/// PNG through libpng's simplified interface: it never jumps out of Swift frames, and reports errors by value.
enum PNGEncoder {
  /// A whole PNG file of the picture, with its palette; the same bytes for the same picture.
  /// - Throws: ``ReportError/picture(name:reason:)`` with libpng's message.
  static func encode(_ canvas: Canvas, name: String) throws(ReportError) -> [UInt8] {
    var image = unsafe png_image()
    unsafe image.version = png_uint_32(PNG_IMAGE_VERSION)
    unsafe image.width = png_uint_32(canvas.width)
    unsafe image.height = png_uint_32(canvas.height)
    unsafe image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_COLORMAP)
    unsafe image.colormap_entries = 256
    defer { unsafe png_image_free(&image) }

    // More than deflate can grow to, and room for the headers and the palette.
    var bytes = [UInt8](repeating: 0, count: canvas.pixels.count + canvas.pixels.count / 4 + 16384)
    var size = png_alloc_size_t(bytes.count)
    let succeeded = unsafe bytes.withUnsafeMutableBytes { file in
      unsafe canvas.pixels.withUnsafeBytes { pixels in
        unsafe Palette.bytes.withUnsafeBytes { palette in
          unsafe png_image_write_to_memory(
            &image, file.baseAddress, &size, 0, pixels.baseAddress, png_int_32(canvas.width), palette.baseAddress)
        }
      }
    }
    guard succeeded != 0 else {
      let message = unsafe withUnsafeBytes(of: image.message) {
        unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      throw .picture(name: name, reason: message)
    }
    bytes.removeLast(bytes.count - Int(size))
    return bytes
  }
}
