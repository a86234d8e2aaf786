//! `cie profile`.

use crate::support::cie;

fn shipped(name: &str) -> String {
    let path = format!(
        "{}/../../cie-sad/profiles/{name}.toml",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_good_file_is_accepted_and_a_bad_one_told_by_line() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("mio.toml");
    let name = path.to_str().unwrap();
    std::fs::write(&path, shipped("piatto")).unwrap();
    let object = cie(&["profile", "check", name, "--json"]).object();
    assert_eq!(object["profile"], "piatto");
    assert_eq!(object["inferred"], true);
    assert_eq!(object["encoding"], "ISO-8859-15");
    assert_eq!(object["valid_for_travel"], serde_json::json!(["S"]));

    let wrong = shipped("piatto").replacen("field = \"person.surname\"", "field = \"cognome\"", 1);
    let line = wrong
        .lines()
        .position(|line| line.contains("\"cognome\""))
        .unwrap()
        + 1;
    std::fs::write(&path, wrong).unwrap();
    let run = cie(&["profile", "check", name, "--lang", "en"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("CIE-SAD-002"), "{}", run.err);
    assert!(
        run.err.contains(&format!("{line}:")),
        "{} not {line}",
        run.err
    );
    assert!(run.err.contains("mio.toml"), "{}", run.err);

    let run = cie(&["profile", "check", "nessuno.toml"]);
    assert_eq!(run.code, 3);
}

#[test]
fn each_message_is_explained_with_a_sample() {
    let run = cie(&["profile", "explain", "anpr", "--json"]);
    let objects = run.objects();
    // Four requests, four answers, the refusal.
    assert_eq!((run.code, objects.len()), (0, 9));
    for object in &objects {
        let sample = object["sample"].as_str().unwrap();
        assert!(
            sample.contains(object["root"].as_str().unwrap()),
            "{sample}"
        );
    }
    let query = &objects[0];
    assert_eq!(
        (&query["message"], &query["operation"]),
        (&"request".into(), &"interrogazione".into())
    );
    let fields = query["fields"].as_array().unwrap();
    let code = fields
        .iter()
        .find(|field| field["field"] == "query.tax_code")
        .unwrap();
    assert_eq!(code["path"], "generalita/codiceFiscale");
    assert_eq!(code["required"], true);
    let answer = objects.iter().find(|o| o["message"] == "answer").unwrap();
    let travel = answer["fields"]
        .as_array()
        .unwrap()
        .iter()
        .find(|field| field["field"] == "card.travel")
        .unwrap();
    assert_eq!(
        travel["path"],
        "listaSoggetti/datiSoggetto[]/cartaIdentita/interdizioneEspatrio"
    );
    // The flag of ANPR says "forbidden".
    assert_eq!(
        travel["holds"],
        "N or n = valid for travel, S or s = not valid for travel"
    );

    let run = cie(&[
        "profile",
        "explain",
        "piatto,travel=VERO/FALSO",
        "--lang",
        "it",
    ]);
    assert_eq!(run.code, 0);
    assert!(
        run.out
            .contains("<ValiditaEspatrio>VERO</ValiditaEspatrio>"),
        "{}",
        run.out
    );
    assert!(run.out.contains("obbligatorio"), "{}", run.out);
    assert!(run.err.contains("dedotti"), "{}", run.err);

    let run = cie(&["profile", "explain", "piatto,travel=SI/FALSE"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("VERO/FALSO"), "{}", run.err);
}

#[test]
fn what_is_built_in_is_known_by_name_and_a_schema_shows_its_bounds() {
    for name in ["anpr", "anpr-soap", "piatto"] {
        let checked = cie(&["profile", "check", name, "--json"]).object();
        assert_eq!(checked["profile"], name);
    }
    let chosen = cie(&["profile", "check", "anpr,travel=SI/NO", "--json"]).object();
    assert_eq!(chosen["not_valid_for_travel"], serde_json::json!(["SI"]));

    let objects = cie(&["profile", "explain", "anpr-soap", "--json"]).objects();
    let request = |operation: &str| {
        let mut all = objects.iter();
        let found = all.find(|o| o["message"] == "request" && o["operation"] == operation);
        found.unwrap()
    };
    // vocabolarioCIEServizi.xsd: a choice of cognome and senzaCognome, of nome and senzaNome.
    let choices = request("interrogazione")["choices"].as_array().unwrap();
    let one_of: Vec<_> = choices
        .iter()
        .map(|choice| choice["one_of"].clone())
        .collect();
    assert!(
        one_of.contains(&serde_json::json!(["cognome", "senzaCognome"])),
        "{one_of:?}"
    );
    assert!(
        one_of.contains(&serde_json::json!(["nome", "senzaNome"])),
        "{one_of:?}"
    );
    // tipoDato.xsd: the identifier of an operation is 1 to 30 letters and digits.
    let fields = request("interrogazione")["fields"].as_array().unwrap();
    let id = fields
        .iter()
        .find(|f| f["field"] == "header.operation_id")
        .unwrap();
    assert_eq!(
        (&id["chars"], &id["lengths"]),
        (&"0-9a-zA-Z".into(), &serde_json::json!([1, 30]))
    );
    let shown = cie(&["profile", "explain", "anpr-soap", "--lang", "it"]).out;
    assert!(shown.contains("1-30 caratteri [0-9a-zA-Z]"), "{shown}");
    assert!(shown.contains("esattamente uno in"), "{shown}");
    // A profile without a schema has neither.
    let plain = cie(&["profile", "explain", "anpr", "--json"]).objects();
    assert!(
        plain
            .iter()
            .all(|object| object["choices"] == serde_json::json!([]))
    );
}
