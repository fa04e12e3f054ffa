import CPNG

/// A PNG file read back through libpng's simplified interface.
struct DecodedPicture {
  struct Failure: Error { let message: String }

  let width: Int
  let height: Int
  /// Three bytes a pixel.
  private let rgb: [UInt8]

  init(_ file: [UInt8]) throws {
    var image = unsafe png_image()
    unsafe image.version = png_uint_32(PNG_IMAGE_VERSION)
    defer { unsafe png_image_free(&image) }
    var pixels: [UInt8] = []
    let succeeded = unsafe file.withUnsafeBytes { bytes in
      guard unsafe png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0 else { return false }
      unsafe image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR)
      pixels = unsafe [UInt8](repeating: 0, count: Int(image.width) * Int(image.height) * 3)
      return unsafe pixels.withUnsafeMutableBytes { buffer in
        unsafe png_image_finish_read(&image, nil, buffer.baseAddress, 0, nil) != 0
      }
    }
    guard succeeded else {
      throw unsafe Failure(
        message: withUnsafeBytes(of: image.message) { unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    width = unsafe Int(image.width)
    height = unsafe Int(image.height)
    rgb = pixels
  }

  subscript(x: Int, y: Int) -> [UInt8] { Array(rgb[(y * width + x) * 3..<(y * width + x) * 3 + 3]) }
}
