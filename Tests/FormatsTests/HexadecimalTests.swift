import Formats
import Testing
import _TestSupport

@Suite("Encodings as hexadecimal digits")
struct HexadecimalTests {
  @Test("come back", arguments: FloatFormat.all)
  func roundTrip(format: FloatFormat) throws {
    let failure = try counterexample(in: 20_000) { random in
      let bits = random.next() & format.bitMask
      let text = format.hexadecimal(bits)
      let isForm =
        text.utf8.count == format.bitWidth / 4
        && text.allSatisfy { "0123456789abcdef".contains($0) }
      let isBack = try format.bits(hexadecimal: text) == bits
      return isForm && isBack && UInt64(text, radix: 16) == bits ? nil : text
    }
    #expect(failure == nil)
  }

  @Test("examples")
  func examples() throws {
    #expect(FloatFormat.binary32.hexadecimal(0x3f80_0000) == "3f800000")
    #expect(FloatFormat.e4m3.hexadecimal(0) == "00")
    #expect(FloatFormat.binary64.hexadecimal(.max) == "ffffffffffffffff")
    #expect(try FloatFormat.binary16.bits(hexadecimal: "00ab") == 0xab)
  }

  @Test(
    "another width is an error that tells the widths",
    arguments: ["", "3f8000", "3f8000000", "3f800000 ", "３f800"])
  func width(text: String) {
    let error = EncodingError.wrongWidth(text, expected: 8, format: "binary32")
    #expect(throws: error) { try FloatFormat.binary32.bits(hexadecimal: text) }
  }

  @Test(
    "another character is an error that tells the alphabet",
    arguments: ["3F800000", "3f80000g", "0x3f8000", "-3f80000", "3f8 0000", "３f8000"])
  func character(text: String) {
    let error = EncodingError.notHexadecimal(text, format: "binary32")
    #expect(throws: error) { try FloatFormat.binary32.bits(hexadecimal: text) }
  }

  @Test("the messages")
  func messages() {
    #expect(
      EncodingError.wrongWidth("3f8", expected: 8, format: "binary32").description
        == "bit pattern \"3f8\" has 3 digits; binary32 needs 8")
    #expect(
      EncodingError.notHexadecimal("3F800000", format: "binary32").description
        == "bit pattern \"3F800000\" of binary32 must be lower-case hexadecimal (0-9, a-f)"
    )
  }
}
