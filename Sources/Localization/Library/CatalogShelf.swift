import MessageFormat
import Synchronization

/// The catalogs of a library: read one language at a time, when first asked for, and kept.
///
/// A program that writes to one family reads English and that family's language, not forty. A
/// catalog with an error in it is not kept but read again the next time: who mends it need not
/// start anything anew.
final class CatalogShelf: Sendable {
    /// A catalog without errors, and how far each notice in it can be relied on.
    struct Book: Sendable {
        let catalog: Catalog
        /// By the notice's id.
        let standings: [String: Standing]

        init(_ catalog: Catalog, _ notices: [NoticeTemplate], english: Catalog?) {
            self.catalog = catalog
            standings = Dictionary(
                notices.map { ($0.id, $0.standing(in: catalog, english: english)) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    private let read: @Sendable (LanguageTag) -> Result<Book, CatalogProblems>
    private let books: Mutex<[LanguageTag: Book]>

    /// `read`: Makes a book of a language that the folder has.
    init(
        _ books: [LanguageTag: Book],
        read: @escaping @Sendable (LanguageTag) -> Result<Book, CatalogProblems>
    ) {
        self.read = read
        self.books = Mutex(books)
    }

    /// The book of a language. Two who ask at once wait for one reading.
    func book(_ language: LanguageTag) -> Result<Book, CatalogProblems> {
        books.withLock { books in
            if let book = books[language] { return .success(book) }
            let found = read(language)
            if case .success(let book) = found { books[language] = book }
            return found
        }
    }
}
