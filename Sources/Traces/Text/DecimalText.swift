/// Reads numbers in plain text without making strings.
enum DecimalText {
    /// Reads a plain decimal with or without an exponent; nil for other bytes.
    static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        var index = 0
        var mantissa: UInt64 = 0
        var digits = 0
        var decimals = 0
        var isNegative = false
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            index = 1
        }
        func digit() -> UInt64? {
            guard index < bytes.count, bytes[index] &- 0x30 < 10 else { return nil }
            return UInt64(bytes[index] &- 0x30)
        }
        while let value = digit() {
            mantissa = mantissa &* 10 &+ value
            digits += 1
            index += 1
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            while let value = digit() {
                mantissa = mantissa &* 10 &+ value
                digits += 1
                decimals += 1
                index += 1
            }
        }
        guard digits > 0 else { return nil }
        // One division of two exact doubles rounds once: the result is the nearest double, as any parser would find.
        if index == bytes.count, digits <= 15, decimals < powersOfTen.count {
            let value = Double(mantissa) / powersOfTen[decimals]
            return isNegative ? -value : value
        }
        guard index == bytes.count || isExponent(bytes[index...]) else { return nil }
        return Double(String(decoding: bytes, as: UTF8.self))
    }

    /// Reads a whole number of digits, with or without a sign; nil for other bytes, and for numbers beyond 64 bits.
    static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        var rest = bytes[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        guard !rest.isEmpty, rest.count <= 19 else { return nil }
        var value: UInt64 = 0
        for byte in rest {
            guard byte &- 0x30 < 10 else { return nil }
            value = value * 10 + UInt64(byte &- 0x30)
        }
        guard let magnitude = Int64(exactly: value) else { return nil }
        return isNegative ? -magnitude : magnitude
    }

    private static func isExponent(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var rest = bytes
        guard let e = rest.popFirst(), e | 0x20 == UInt8(ascii: "e") else { return false }
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
        return !rest.isEmpty && rest.allSatisfy { $0 &- 0x30 < 10 }
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
}
