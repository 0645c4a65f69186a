/// Encodings in memory, in words of 8, 16, 32 or 64 bits.
///
/// The type of the words is not a parameter, since the compiler would then make no code
/// for the words of each width, but slow code for words that it does not know.
struct EncodingBuffer {
  let base: UnsafeMutableRawPointer?
  let count: Int
  let wordBits: Int

  init<Word: FixedWidthInteger & UnsignedInteger>(
    _ buffer: UnsafeMutableBufferPointer<Word>
  ) {
    let known: [Any.Type] = [
      UInt8.self, UInt16.self, UInt32.self, UInt64.self, UInt.self,
    ]
    precondition(known.contains { $0 == Word.self }, "no words of type \(Word.self)")
    base = UnsafeMutableRawPointer(buffer.baseAddress)
    count = buffer.count
    wordBits = Word.bitWidth
  }

  /// Encodings in words of a format's width.
  init(_ base: UnsafeMutableRawPointer?, count: Int, of format: FloatFormat) {
    self.base = base
    self.count = count
    wordBits = format.bitWidth
  }

  /// A buffer that will not be written to.
  init<Word: FixedWidthInteger & UnsignedInteger>(_ buffer: UnsafeBufferPointer<Word>) {
    self.init(UnsafeMutableBufferPointer(mutating: buffer))
  }
}
