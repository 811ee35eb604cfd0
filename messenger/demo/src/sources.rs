//! The code that a tab shows: the example's own files, read when somebody looks.

use serde::Serialize;
use std::path::Path;

/// What a site's developer writes, by its endings.
const CODE: [&str; 10] = ["php", "rb", "py", "js", "rs", "html", "ejs", "erb", "mjs", "txt"];

/// Folders below an example that hold code of its own.
const FOLDERS: [&str; 5] = ["", "src", "views", "templates", "shop"];

#[derive(Serialize)]
pub(crate) struct SourceFile {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// The code of an example, beginning with its main file; nothing if it isn't there.
pub(crate) fn read(example: &Path, first: &str) -> Vec<SourceFile> {
    let mut files: Vec<SourceFile> =
        FOLDERS.iter().flat_map(|folder| folder_files(&example.join(folder), folder)).collect();
    let is_first = |file: &SourceFile| file.name.rsplit('/').next() == Some(first);
    files.sort_by(|a, b| is_first(b).cmp(&is_first(a)).then_with(|| a.name.cmp(&b.name)));
    files
}

fn folder_files(path: &Path, folder: &str) -> Vec<SourceFile> {
    let Ok(entries) = path.read_dir() else { return Vec::new() };
    let read = |entry: std::fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let ending = name.rsplit_once('.')?.1;
        if !CODE.contains(&ending) || name.to_lowercase().contains("test") {
            return None;
        }
        let text = std::fs::read_to_string(entry.path()).ok()?;
        let name = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        Some(SourceFile { name, text })
    };
    entries.flatten().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tabs::TABS;

    #[test]
    fn every_tab_has_code_that_makes_a_user_hash() {
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
        for tab in &TABS {
            let files = read(&examples.join(tab.app), tab.first);
            let first = files.first().unwrap_or_else(|| panic!("{}: no code", tab.app));
            assert_eq!(first.name.rsplit('/').next(), Some(tab.first), "{}", tab.app);
            let all: String = files.iter().map(|file| file.text.as_str()).collect();
            assert!(all.to_lowercase().contains("userhash"), "{}", tab.app);
            assert!(all.contains("WIDGET_URL"), "{}: what loads the widget is missing", tab.app);
            assert!(files.iter().all(|file| !file.name.contains("est.")), "{}", tab.app);
        }
    }

    #[test]
    fn what_is_not_there_is_nothing() {
        assert!(read(Path::new("no/such/folder"), "main.rs").is_empty());
    }
}
