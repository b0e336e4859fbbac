extension SMSProvider {
    /// Reads what the provider brought while it was in use, without an operator's settings: none is
    /// needed for what has been kept. It can hand over nothing, and believes no signature.
    public var readingKept: SMSAccount { SMSAccount(provider: self, values: [:]) }
}
