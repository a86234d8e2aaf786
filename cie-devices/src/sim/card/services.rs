//! The IAS application of a virtual card: NIS, key for services, security object.

use std::collections::BTreeMap;

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd};

use super::issuer::TestIssuer;
use crate::Result;
use crate::emrtd::crypto::standard::unhex;
use crate::emrtd::tlv;
use crate::ias::IasFile;

// One RSA key for all virtual cards: it proves nothing, and says so by standing here.
const MODULUS: [u8; 256] = unhex(
    "A9EA98A8D1E86D3E9AA5A6F498D475B150BF136F7875A1BD22C9BA0B1166DF6286A8DDDA281230FA64369A40\
     AABC96093DF35979658324994B156B24986C2EC917A7AFB536F6F74D1C55C7FEE08968DF42AB530ABEADA098\
     D874F19CCEDD9CCDC4F241396D3F2E2BFF7A1189FA119C5EF028372D2BC7E3AFB1019BAAA9A605914C84C4D9\
     C4806AB7AD7F6DA4CAE6EB6812FBF13BED47C19FD37BCEA91600C33DE58E60DC560836F986B779D289B743B1\
     E7CA18112FB85BF1BC90B213843FD26512AC48E8C195DC2A955AEB4C16A02F5FFBBAD6347DD4BD2921A969ED\
     D5C6AE88011AF98381B8758F695F579543F91D59C8A727EF54D9CC317289BC2AB7F8972F",
);
const PRIVATE_EXPONENT: [u8; 256] = unhex(
    "1FBEFD83B9283054FC86CBA13276AB809402072B11FA045C7685F315034CD19AB26715801F717AA62598100C\
     D9F97F1CBDEEDBFE32E9A42A61DD6015C7C69A9D26A6C54CD9B69DB0D204F2E75B6340ED49A301D2659AC201\
     1C9C08D24FD216EC590A1C0693333538B23447D79C19B33A07ABB3D7643126089ACD1E9CEDB25FA29E887DD7\
     D61A5458E0A1EF875C480829D23099EAC89F8084901F98687A6A518EFF061529FD7B646249B76D64F0D3BCC7\
     A89D9D15160DF897EB52BB7EA60D6A237516497A392005E9C46CF6961AEB748DC17140A82E68B963673BCD12\
     DB2AC01F79FA25C2C0258AD3FC13217A6DA63F7C66E27E0B8A748F009E77BDCC41DE5CE1",
);

/// The files of the CIE's directory.
pub(super) fn files(nis: &str, issuer: &TestIssuer) -> Result<BTreeMap<u16, Vec<u8>>> {
    let modulus = tlv::write(0x02, &[&[0], MODULUS.as_slice()].concat());
    let exponent = tlv::write(0x02, &[1, 0, 1]);
    let key = tlv::write(0x30, &[modulus, exponent].concat());
    let nis = nis.as_bytes();
    // Out of order, as real cards list them.
    let sod = issuer.sign(&[(0xA5, &key), (0xA4, &key), (0xA1, nis)])?;
    Ok(BTreeMap::from([
        (IasFile::Nis.id(), nis.to_vec()),
        (IasFile::InternalKey.id(), key.clone()),
        (IasFile::ServicesKey.id(), key),
        (IasFile::Sod.id(), sod),
    ]))
}

/// Signs a challenge: a block of type 1 around it. None when it is too long.
pub(super) fn sign(challenge: &[u8]) -> Option<Vec<u8>> {
    let padding = MODULUS.len().checked_sub(3 + challenge.len())?;
    let mut block = vec![0, 1];
    block.resize(2 + padding, 0xFF);
    block.push(0);
    block.extend_from_slice(challenge);
    let modulus = Odd::new(BoxedUint::from_be_slice_vartime(&MODULUS)).into_option()?;
    let params = BoxedMontyParams::new_vartime(modulus);
    let exponent = BoxedUint::from_be_slice_vartime(&PRIVATE_EXPONENT);
    let block = BoxedUint::from_be_slice_vartime(&block);
    let signed = BoxedMontyForm::new(block, &params).pow(&exponent);
    Some(signed.retrieve().to_be_bytes().to_vec())
}
